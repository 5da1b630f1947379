import type { Web } from './ports.ts';

/**
 * The request key that lies here, between those who may be on the way into an account by it at once: a sign-in, and a linking. A
 * session is worth nothing without the key that it is bound to.
 */
export class KeyInUse {
  readonly #shelf: Web['shelf'];
  readonly #isTied: () => Promise<boolean>;
  readonly #entering: (() => Promise<boolean>)[] = [];

  /** `isTied`: the vault is at a store, and needs it. */
  constructor(shelf: Web['shelf'], isTied: () => Promise<boolean>) {
    this.#shelf = shelf;
    this.#isTied = isTied;
  }

  /** Somebody who is now and then on the way in. */
  admit(isEntering: () => Promise<boolean>): void {
    this.#entering.push(isEntering);
  }

  /** Somebody turned back: the key goes, unless anybody else has a use for it. */
  async leave(): Promise<void> {
    const others = await Promise.all([this.#isTied, ...this.#entering].map((uses) => uses()));
    if (!others.includes(true)) await this.#shelf.erase();
  }
}
