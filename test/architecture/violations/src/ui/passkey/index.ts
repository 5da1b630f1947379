export const passkey = 'passkey';
