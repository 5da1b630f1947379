export const sync = 'sync';
export type OfSync = typeof sync;
