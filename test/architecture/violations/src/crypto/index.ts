export const crypto = 'crypto';
export type OfCrypto = typeof crypto;
