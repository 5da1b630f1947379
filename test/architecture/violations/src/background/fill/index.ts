export const fill = 'fill';
