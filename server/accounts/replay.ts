import type { Bytes } from '../../src/encoding/index.ts';

const START = 1_024;

/** 64-bit prints of random bytes in open addressing: eight bytes an entry, where a Set of strings takes eighty. */
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
  #older = new Prints();
  #newer = new Prints();
  #turnedAt: number;

  constructor(window: number, now: number) {
    this.#window = window;
    this.#turnedAt = now;
  }

  /** Whether these bytes, which end in a random nonce of at least eight, were not taken before. */
  take(nonce: Bytes, now: number): boolean {
    this.#turn(now);
    const print = new DataView(nonce.buffer, nonce.byteOffset + nonce.length - 8).getBigUint64(0) || 1n;
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
