export const workers = 'workers';
