import { importKey, kdf, newId, open, seal, wipe } from '../../crypto/index.ts';
import type { AeadKey } from '../../crypto/index.ts';
import { associate, fromBase64url, fromId, fromJson, toBase64url, toJson, toUtf8 } from '../../encoding/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';
import type { OpenVault } from '../../vault/index.ts';

const slot = 'import';

/** A part by its number, how the import stands, or what of its file was left out. */
type Place = number | 'state' | 'report';

/** What lies in the open of an import: which it is, and which key opens the rest. */
interface Label {
  readonly id: Id;
  readonly epoch: string;
  readonly parts: number;
  /** Nobody has said yet that it shall come: it goes with the next lock. */
  readonly staged?: true;
}

/**
 * What an import needs when the browser stops in the middle of it: on this device, sealed under the key of settings, whose
 * former ones stay, in parts.
 * No name and no number of it is readable while the vault is locked.
 */
export class Shelf {
  readonly #local: Area;
  #label: Label;
  readonly #key: AeadKey;

  private constructor(local: Area, label: Label, key: AeadKey) {
    this.#local = local;
    this.#label = label;
    this.#key = key;
  }

  /** An empty one; what lay there before goes. */
  static async begin(local: Area, vault: OpenVault): Promise<Shelf> {
    await Shelf.clear(local);
    const id = newId();
    const current = vault.domainKey('settings');
    if (!current) throw new Error('every vault has a key of settings');
    const label: Label = { id, epoch: toBase64url(current.epoch), parts: 0, staged: true };
    const key = await keyOf(current.key, id);
    await local.set(slot, label);
    return new Shelf(local, label, key);
  }

  /** The one that lies there; undefined where there is none, or none of this vault. */
  static async find(local: Area, vault: OpenVault): Promise<Shelf | undefined> {
    const label = (await local.get(slot)) as Label | undefined;
    const found = label && vault.domainKey('settings', fromBase64url(label.epoch));
    return found && new Shelf(local, label, await keyOf(found.key, label.id));
  }

  static async clear(local: Area): Promise<void> {
    const label = (await local.get(slot)) as Label | undefined;
    if (!label) return;
    // The label last: without it nobody would know what else to remove.
    await local.remove(
      ...Array.from({ length: label.parts }, (_, at) => nameOf(at)),
      nameOf('state'),
      nameOf('report'),
    );
    await local.remove(slot);
  }

  /** One that nobody has said shall come; needs no key. */
  static async clearStaged(local: Area): Promise<void> {
    const label = (await local.get(slot)) as Label | undefined;
    if (label?.staged) await Shelf.clear(local);
  }

  /** It shall come, and stays past a lock. */
  async keep(): Promise<void> {
    this.#label = { id: this.#label.id, epoch: this.#label.epoch, parts: this.#label.parts };
    await this.#local.set(slot, this.#label);
  }

  get id(): Id {
    return this.#label.id;
  }

  /** Null: nothing was put there, or it opens with no key of this vault. */
  async read(part: Place): Promise<unknown> {
    const text = await this.#local.get(nameOf(part));
    if (typeof text !== 'string') return null;
    return fromJson(await open(this.#key, fromBase64url(text), this.#place(part)));
  }

  async write(part: Place, value: unknown): Promise<void> {
    if (typeof part === 'number' && part >= this.#label.parts) await this.#grow(part + 1);
    const sealed = await seal(this.#key, toJson(value), this.#place(part));
    await this.#local.set(nameOf(part), toBase64url(sealed));
  }

  async #grow(parts: number): Promise<void> {
    this.#label = { ...this.#label, parts };
    await this.#local.set(slot, this.#label);
  }

  #place(part: Place): Bytes {
    return associate('transfer/shelf', {
      epoch: fromBase64url(this.#label.epoch),
      import: fromId(this.#label.id),
      part: toUtf8(String(part)),
    });
  }
}

function nameOf(part: Place): string {
  return `${slot}/${String(part)}`;
}

async function keyOf(domain: Bytes, id: Id): Promise<AeadKey> {
  const raw = kdf(domain, 'transfer/shelf', fromId(id));
  try {
    return await importKey(raw);
  } finally {
    wipe(raw, domain);
  }
}
