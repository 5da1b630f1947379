export const signin = 'signin';
