export const ladder = 'ladder';
