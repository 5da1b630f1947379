export const kinds = 'kinds';
