import { MalformedError } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { plainInteger } from './wire.ts';

/** Tags of DER, as far as keys have them. */
export const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  name: 0x06,
  sequence: 0x30,
  first: 0xa0,
  second: 0xa1,
} as const;
type Tag = (typeof tags)[keyof typeof tags];

/** Reads values of DER one after another (X.690). Throws MalformedError. */
export class DerReader {
  readonly #from: Bytes;
  #at = 0;

  constructor(from: Bytes) {
    this.#from = from;
  }

  /** Whether the next value has this tag. */
  has(tag: Tag): boolean {
    return this.#from[this.#at] === tag;
  }

  value(tag: Tag): Bytes {
    if (!this.has(tag)) throw new MalformedError('another value in a key');
    const [length, start] = this.#length(this.#at + 1);
    if (length > this.#from.length - start) throw new MalformedError('a key ends too early');
    this.#at = start + length;
    return this.#from.slice(start, this.#at);
  }

  inside(tag: Tag): DerReader {
    return new DerReader(this.value(tag));
  }

  /** One that isn't negative, without its leading zero. */
  integer(): Bytes {
    const bytes = this.value(tags.integer);
    if (((bytes[0] ?? 0x80) & 0x80) !== 0) throw new MalformedError('no number in a key');
    return plainInteger(bytes);
  }

  /** At most four bytes say how long a value is: no key is longer. */
  #length(at: number): [length: number, start: number] {
    const first = this.#from[at] ?? 0xff;
    if (first < 0x80) return [first, at + 1];
    const count = first & 0x7f;
    if (count === 0 || count > 4 || at + 1 + count > this.#from.length) throw new MalformedError('no length in a key');
    const length = this.#from.slice(at + 1, at + 1 + count).reduce((sum, byte) => sum * 256 + byte, 0);
    return [length, at + 1 + count];
  }
}
