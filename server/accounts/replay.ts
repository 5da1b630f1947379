import { hash } from 'node:crypto';
import { randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { concat } from '../../src/encoding/index.ts';

const START = 1_024;
const KEY_BYTES = 32;

/** 64-bit prints in open addressing: eight bytes an entry, where a Set of strings takes eighty. */
class Prints {
  #slots = new BigUint64Array(START);
  #size = 0;

  has(print: bigint): boolean {
    return this.#slots[this.#find(this.#slots, print)] === print;
  }

  add(print: bigint): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    this.#slots[this.#find(this.#slots, print)] = print;
    this.#size += 1;
  }

  #find(slots: BigUint64Array, print: bigint): number {
    const mask = slots.length - 1;
    let place = Number(print & BigInt(mask));
    while (slots[place] !== 0n && slots[place] !== print) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const larger = new BigUint64Array(this.#slots.length * 2);
    for (const print of this.#slots) if (print !== 0n) larger[this.#find(larger, print)] = print;
    this.#slots = larger;
  }
}

/**
 * Remembers which readings were asked for, for as long as their time would still be accepted. In memory: after a restart
 * the door refuses whatever was signed before the start. (Writings are remembered in the database, see `Session.claim`.)
 */
export class ReplayGuard {
  readonly #window: number;
  readonly #key = randomBytes(KEY_BYTES);
  #older = new Prints();
  #newer = new Prints();
  #turnedAt: number;

  constructor(window: number, now: number) {
    this.#window = window;
    this.#turnedAt = now;
  }

  /**
   * Whether this nonce was not taken before. Clients choose nonces: under a key of this process nobody can choose those
   * whose prints lie side by side, which would make every look a walk.
   */
  take(nonce: Bytes, now: number): boolean {
    this.#turn(now);
    const print = hash('sha256', concat(this.#key, nonce), 'buffer').readBigUInt64LE(0) || 1n;
    if (this.#newer.has(print) || this.#older.has(print)) return false;
    this.#newer.add(print);
    return true;
  }

  /** A print lives for at least twice the window: a request may be signed a window ahead and come a window late. */
  #turn(now: number): void {
    if (now - this.#turnedAt < 2 * this.#window) return;
    this.#older = this.#newer;
    this.#newer = new Prints();
    this.#turnedAt = now;
  }
}
