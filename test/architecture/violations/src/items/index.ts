export const items = 'items';
export type OfItems = typeof items;
