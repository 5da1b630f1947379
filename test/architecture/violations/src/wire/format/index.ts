export const format = 'format';
