export const records = 'records';
export type OfRecords = typeof records;
