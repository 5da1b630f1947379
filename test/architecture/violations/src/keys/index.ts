export const keys = 'keys';
export type OfKeys = typeof keys;
