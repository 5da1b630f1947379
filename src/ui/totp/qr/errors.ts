/** No secret came out of a picture. Carries nothing of what stood in it. */
export class ScanError extends Error {
  /**
   * `qr-none`: no QR code is in it. `qr-other`: there are some, none with the address of a secret. `qr-several`: more than
   * one has, and only the person knows which is meant. `qr-picture`: it is no picture, or too large.
   */
  readonly code: 'qr-none' | 'qr-other' | 'qr-several' | 'qr-picture';

  constructor(code: ScanError['code']) {
    super(code);
    this.code = code;
  }
}
