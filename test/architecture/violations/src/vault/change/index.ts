export const change = 'change';
