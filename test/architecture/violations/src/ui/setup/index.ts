export const setup = 'setup';
