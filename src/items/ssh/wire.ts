import { concat, fromUtf8, MalformedError, readU32, toUtf8, u32 } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';

/** Larger than any key that anybody has (RSA of 16,384 bits), and small enough to be read at each keystroke. */
const LONGEST = 100_000;

/** Reads data types of SSH (RFC 4251 section 5) one after another. Throws MalformedError where they end too early. */
export class SshReader {
  readonly #from: Bytes;
  #at = 0;

  constructor(from: Bytes) {
    if (from.length > LONGEST) throw new MalformedError('too long for a key');
    this.#from = from;
  }

  get left(): number {
    return this.#from.length - this.#at;
  }

  bytes(length: number): Bytes {
    if (length > this.left) throw new MalformedError('a key ends too early');
    this.#at += length;
    return this.#from.slice(this.#at - length, this.#at);
  }

  number(): number {
    return readU32(this.bytes(4), 0);
  }

  string(): Bytes {
    return this.bytes(this.number());
  }

  text(): string {
    return fromUtf8(this.string());
  }

  /** A whole number that isn't negative, without its leading zero. */
  integer(): Bytes {
    const bytes = this.string();
    if (((bytes[0] ?? 0) & 0x80) !== 0) throw new MalformedError('a negative number in a key');
    return plainInteger(bytes);
  }
}

/** Big-endian without leading zeros. */
export function plainInteger(bytes: Bytes): Bytes {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.slice(0, 0) : bytes.slice(first);
}

export function sshString(bytes: Bytes): Bytes {
  return concat(u32(bytes.length), bytes);
}

export function sshText(text: string): Bytes {
  return sshString(toUtf8(text));
}

/** `mpint`: a leading zero where it would read as negative. */
export function sshInteger(bytes: Bytes): Bytes {
  const plain = plainInteger(bytes);
  return sshString(((plain[0] ?? 0) & 0x80) === 0 ? plain : concat(new Uint8Array(1), plain));
}
