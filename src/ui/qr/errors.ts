/** What was looked for did not come out of a picture. Carries nothing of what stood in it. */
export class ScanError extends Error {
  /**
   * `qr-none`: no QR code is in it. `qr-other`: there are some, none with the address of a secret; `qr-no-link`: none that a
   * new browser shows; `qr-no-card`: none that is a contact's card; `qr-no-comparison`: none to be compared. `qr-several`: more than one
   * has, and only the person knows which is meant. `qr-picture`: it is no picture, or too large.
   */
  readonly code: 'qr-none' | Wanting | 'qr-several' | 'qr-picture';

  constructor(code: ScanError['code']) {
    super(code);
    this.code = code;
  }
}

/** That there are codes, and none of those that were looked for. */
export type Wanting = 'qr-other' | 'qr-no-link' | 'qr-no-card' | 'qr-no-comparison' | 'qr-no-fingerprint';
