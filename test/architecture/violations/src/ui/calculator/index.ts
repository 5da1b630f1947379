export const calculator = 'calculator';
