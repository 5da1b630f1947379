import { hmacSha256, randomBytes } from '../../crypto/index.ts';
import { fromBase64url, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { FillParts } from './parts.ts';

/** Under a key of this browser: which fields they are can't be read here. */
const keySlot = 'fieldsLeftKey';
const slot = 'fieldsLeft';
/** More than anybody presses; the oldest are forgotten. */
const most = 500;

/** The fields at which a person wants no mark. */
export class LeftFields {
  readonly #local: FillParts['local'];

  constructor({ local }: Pick<FillParts, 'local'>) {
    this.#local = local;
  }

  async has(host: string, field: string): Promise<boolean> {
    const left = await this.#all();
    return left.length > 0 && left.includes(await this.#tagOf(host, field));
  }

  async add(host: string, field: string): Promise<void> {
    const tag = await this.#tagOf(host, field);
    const others = (await this.#all()).filter((one) => one !== tag);
    await this.#local.set(slot, [...others, tag].slice(-most));
  }

  async #all(): Promise<readonly string[]> {
    const stored = await this.#local.get(slot);
    return Array.isArray(stored) ? stored.filter((tag) => typeof tag === 'string') : [];
  }

  async #tagOf(host: string, field: string): Promise<string> {
    const stored = await this.#local.get(keySlot);
    const key = typeof stored === 'string' ? stored : toBase64url(randomBytes(32));
    if (stored === undefined) await this.#local.set(keySlot, key);
    return toBase64url(hmacSha256(fromBase64url(key), toUtf8(`${host}\n${field}`)));
  }
}
