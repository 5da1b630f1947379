export const wire = 'wire';
export type OfWire = typeof wire;
