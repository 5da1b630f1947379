export const writing = 'writing';
