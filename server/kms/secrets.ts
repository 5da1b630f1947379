import type { AeadKey } from '../../src/crypto/index.ts';
import { DecryptionError, hmacSha256, importKey, kdf, open, randomBytes, seal } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, toUtf8, u32 } from '../../src/encoding/index.ts';
import { RootKeyError } from './errors.ts';
import type { RootKey } from './root.ts';

/** What a store keeps secret from whoever steals its database (protocol 9): each purpose has a key of its own. */
export type Purpose =
  'pepper' | 'opaque' | 'totp' | 'slots' | 'tickets' | 'limits' | 'codes' | 'relay' | 'recovery' | 'topics' | 'request';

/** Where wrapped keys lie: in the database, useless without the root key. */
export interface KeyShelf {
  tenants(): Promise<readonly { readonly id: number; readonly sealed: Bytes }[]>;
  purposes(): Promise<readonly { readonly purpose: string; readonly tenant: number; readonly sealed: Bytes }[]>;
  addTenant(id: number, sealed: Bytes): Promise<void>;
  addPurpose(purpose: Purpose, tenant: number, sealed: Bytes): Promise<void>;
}

const KEY_BYTES = 32;
const FIRST_TENANT = 1;

function bindingOf(tenant: number, purpose: string): Bytes {
  return associate('store/key', { tenant: u32(tenant), purpose: toUtf8(purpose) });
}

/** What a sealed or hashed value belongs to: `account` empty where it belongs to none. */
export interface Place {
  readonly account: Bytes;
  readonly name: Bytes;
}

/** One purpose's secret, in use. */
export class Secret {
  readonly #purpose: Bytes;
  readonly #sealing: AeadKey;
  readonly #hashing: Bytes;
  /** The secret itself: for the purpose whose secret is not a key but a text (OPAQUE's setup). */
  readonly material: Bytes;

  private constructor(purpose: Purpose, material: Bytes, sealing: AeadKey) {
    this.#purpose = toUtf8(purpose);
    this.#sealing = sealing;
    this.#hashing = kdf(material, 'store/hash');
    this.material = material;
  }

  static async of(purpose: Purpose, material: Bytes): Promise<Secret> {
    return new Secret(purpose, material, await importKey(kdf(material, 'store/seal')));
  }

  #binding({ account, name }: Place): Bytes {
    return associate('store/sealed', { purpose: this.#purpose, account, name });
  }

  seal(place: Place, plaintext: Bytes): Promise<Bytes> {
    return seal(this.#sealing, plaintext, this.#binding(place));
  }

  /** Throws DecryptionError. */
  open(place: Place, sealed: Bytes): Promise<Bytes> {
    return open(this.#sealing, sealed, this.#binding(place));
  }

  /** Keyed hash, 32 bytes: the same for the same value, and nothing to whoever lacks the key. */
  hash(account: Bytes, value: Bytes): Bytes {
    return hmacSha256(this.#hashing, associate('store/hashed', { purpose: this.#purpose, account, value }));
  }
}

/** The secrets of one tenant (until there are several, every account belongs to the first). */
export class Secrets {
  readonly #tenantKey: AeadKey;
  readonly #tenant: number;
  readonly #shelf: KeyShelf;

  private constructor(shelf: KeyShelf, tenant: number, tenantKey: AeadKey) {
    this.#shelf = shelf;
    this.#tenant = tenant;
    this.#tenantKey = tenantKey;
  }

  /** Opens the newest tenant key, or makes the first. Throws RootKeyError if this root did not wrap it. */
  static async open(shelf: KeyShelf, root: RootKey): Promise<Secrets> {
    const newest = (await shelf.tenants()).at(-1);
    if (!newest) return Secrets.#begin(shelf, root);
    try {
      const key = await root.unwrap(newest.sealed, bindingOf(newest.id, 'tenant'));
      return new Secrets(shelf, newest.id, await importKey(key));
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error;
      throw new RootKeyError('this root key does not belong to this database');
    }
  }

  static async #begin(shelf: KeyShelf, root: RootKey): Promise<Secrets> {
    const key = randomBytes(KEY_BYTES);
    await shelf.addTenant(FIRST_TENANT, await root.wrap(key, bindingOf(FIRST_TENANT, 'tenant')));
    return new Secrets(shelf, FIRST_TENANT, await importKey(key));
  }

  /** The secret of a purpose; `make` makes it the first time, else it is 32 random bytes. Throws RootKeyError. */
  async get(purpose: Purpose, make: () => Bytes = () => randomBytes(KEY_BYTES)): Promise<Secret> {
    const row = (await this.#shelf.purposes()).find((stored) => stored.purpose === purpose);
    if (!row) return this.#make(purpose, make());
    try {
      return await Secret.of(purpose, await open(this.#tenantKey, row.sealed, bindingOf(row.tenant, purpose)));
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error;
      throw new RootKeyError('a key of this database is damaged');
    }
  }

  async #make(purpose: Purpose, material: Bytes): Promise<Secret> {
    const sealed = await seal(this.#tenantKey, material, bindingOf(this.#tenant, purpose));
    await this.#shelf.addPurpose(purpose, this.#tenant, sealed);
    return Secret.of(purpose, material);
  }
}
