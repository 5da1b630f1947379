export const marks = 'marks';
