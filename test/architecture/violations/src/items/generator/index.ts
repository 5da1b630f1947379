export const generator = 'generator';
