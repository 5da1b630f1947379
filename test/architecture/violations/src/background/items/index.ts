export const items = 'items';
