export const browser = 'browser';
