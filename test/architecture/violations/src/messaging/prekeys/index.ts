export const prekeys = 'prekeys';
