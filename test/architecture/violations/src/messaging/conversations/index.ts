export const conversations = 'conversations';
