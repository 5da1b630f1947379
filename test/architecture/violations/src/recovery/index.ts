export const recovery = 'recovery';
export type OfRecovery = typeof recovery;
