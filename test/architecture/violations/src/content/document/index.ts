export const document = 'document';
