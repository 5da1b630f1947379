export const exchange = 'exchange';
