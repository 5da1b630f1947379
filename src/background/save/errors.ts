import { LatchkeyError } from '../../encoding/index.ts';

/** What was typed is not there any more: it was answered, or too long ago. `offer-gone` */
export class OfferGoneError extends LatchkeyError {
  override readonly name = 'OfferGoneError';
  readonly code = 'offer-gone';
  constructor() {
    super('The offer is not there any more');
  }
}
