export const match = 'match';
