export const frames = 'frames';
