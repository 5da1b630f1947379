export const recovery = 'recovery';
