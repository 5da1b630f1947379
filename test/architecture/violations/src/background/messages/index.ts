export const messages = 'messages';
