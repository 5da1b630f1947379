export const totp = 'totp';
