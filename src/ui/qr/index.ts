/*
 * qr: QR codes, drawn, and read from a picture's file or before the camera. What a code must say is its reader's to decide;
 * what reads the pixels is loaded when somebody scans.
 */
export { pixelsOf } from './draw.ts';
export { QrCode } from './qr-code.tsx';
export { scan } from './scan.ts';
export type { Wanted } from './scan.ts';
export { QrSources } from './sources.tsx';
