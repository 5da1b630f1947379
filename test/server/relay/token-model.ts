import type { Id } from '../../../src/encoding/index.ts';

const DAY = 86_400_000;

interface Use {
  fetches: number;
  deposits: number;
  readonly until: number;
}

/** What a fetch or a deposit must come to. */
export type Outcome = 'taken' | 'token-spent' | 'token-refused';

/** A token as protocol 8.1 says what it is good for: nothing of a store is in it. */
export class TokenModel {
  readonly token: Id;
  readonly kind: 'delivery' | 'invitation';
  standing: 'current' | 'former' | 'abused' = 'current';
  readonly #until: number;
  readonly #uses = new Map<Id, Use>();
  #left: number;
  #lastAsked = 0;

  constructor(token: Id, kind: TokenModel['kind'], left = 0, until = Infinity) {
    this.token = token;
    this.kind = kind;
    this.#left = left;
    this.#until = until;
  }

  fetch(use: Id, now: number): Outcome {
    if (this.standing !== 'current') return 'token-spent';
    if (this.kind === 'delivery') return 'taken';
    const begun = this.#uses.get(use);
    if (!begun) return this.#begin(use, now);
    if (now >= begun.until || begun.fetches === 0) return 'token-spent';
    begun.fetches -= 1;
    return 'taken';
  }

  #begin(use: Id, now: number): Outcome {
    if (this.#left === 0 || now >= this.#until) return 'token-spent';
    this.#left -= 1;
    this.#uses.set(use, { fetches: 3, deposits: 5, until: now + 30 * DAY });
    return 'taken';
  }

  /** Answers by what a deposit that is taken comes, or what refuses it. */
  deposit(use: Id, now: number): 'delivery' | 'invitation' | 'former' | Exclude<Outcome, 'taken'> {
    if (this.standing === 'abused') return 'token-refused';
    if (this.standing === 'current' && this.kind === 'delivery') return 'delivery';
    const begun = this.standing === 'current' ? this.#uses.get(use) : undefined;
    if (begun && begun.deposits > 0 && now < begun.until) {
      begun.deposits -= 1;
      return 'invitation';
    }
    if (now < this.#lastAsked + DAY) return 'token-spent';
    this.#lastAsked = now;
    return 'former';
  }
}
