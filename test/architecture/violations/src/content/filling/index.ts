export const filling = 'filling';
