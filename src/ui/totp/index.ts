/*
 * totp: one-time codes as every screen shows them, and where their secrets are put in: typed, or read from a QR code in a
 * picture, in the tab that a person looks at, or before the camera. Codes come from the background; what reads a QR code is
 * loaded when somebody scans.
 */
export { grouped } from './countdown.ts';
export { Ring, TotpCode } from './code.tsx';
export { TotpField } from './field.tsx';
export { useCodes } from './use-codes.ts';
