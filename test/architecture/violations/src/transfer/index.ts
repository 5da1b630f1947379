export const transfer = 'transfer';
export type OfTransfer = typeof transfer;
