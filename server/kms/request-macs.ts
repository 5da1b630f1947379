import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { PublicKeyError, wipe } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import type { DoorKey } from './door-key.ts';

/** Keys of sessions that asked lately. */
const MOST_KEYS = 4_096;

/** A session's half of what its requests are proven by. */
interface Prover {
  /** SHA-256 of its token. */
  readonly token: Bytes;
  readonly requestKey: Bytes;
}

/**
 * Checks the MACs of requests. The agreement takes fifty times as long as a MAC, so the key of a session that asks again is kept;
 * only who has its token gets as far as this.
 */
export class RequestMacs {
  readonly #doorKey: DoorKey;
  readonly #keys = new Map<string, KeyObject>();

  constructor(doorKey: DoorKey) {
    this.#doorKey = doorKey;
  }

  /** In constant time, whatever is right or wrong about it. */
  async isRight(prover: Prover, message: Bytes, mac: Bytes): Promise<boolean> {
    const key = await this.#keyOf(prover);
    return key !== undefined && timingSafeEqual(createHmac('sha256', key).update(message).digest(), mac);
  }

  async #keyOf({ token, requestKey }: Prover): Promise<KeyObject | undefined> {
    const name = Buffer.from(token).toString('latin1');
    const known = this.#keys.get(name);
    if (known) return known;
    try {
      const made = await this.#doorKey.macKey(requestKey, 'request/mac', token);
      const key = createSecretKey(made);
      wipe(made);
      this.#keep(name, key);
      return key;
    } catch (error) {
      // A browser that signed in with no key of its own has proven nothing by it.
      if (error instanceof PublicKeyError) return undefined;
      throw error;
    }
  }

  #keep(name: string, key: KeyObject): void {
    this.#keys.set(name, key);
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > MOST_KEYS && oldest !== undefined) this.#keys.delete(oldest);
  }
}
