export const typed = 'typed';
export type OfTyped = typeof typed;
