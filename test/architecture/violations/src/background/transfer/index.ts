export const transfer = 'items';
