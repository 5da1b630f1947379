export const encoding = 'encoding';
export type OfEncoding = typeof encoding;
