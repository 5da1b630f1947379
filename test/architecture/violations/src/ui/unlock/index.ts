export const unlock = 'unlock';
