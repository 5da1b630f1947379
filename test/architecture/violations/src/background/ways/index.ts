export const ways = 'ways';
