import { kdf, kemKeyPair, newId, openSealed, sealTo, wipe } from '../../crypto/index.ts';
import type { KeyPair } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromBase64url, fromId, fromUtf8, pad, toBase64url, toUtf8, unpad } from '../../encoding/index.ts';
import type { Area } from '../../platform/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** What was typed, sealed: to be opened with the vault alone. */
export interface SealedTyped {
  readonly id: Id;
  /** Of the `logins` key that it was sealed for, in base64url. */
  readonly epoch: string;
  readonly sealed: string;
}

/** The public half on disk: nothing can be opened with it. */
interface PublicHalf {
  readonly account: Id;
  readonly epoch: string;
  readonly key: string;
}

const slot = 'typedKey';

/**
 * Seals what people type into pages, whether or not the vault is open (protocol 8, "Typed logins"): to a key pair of the
 * `logins` domain, whose public half lies in this browser. Nothing of it can be read again while the vault is locked.
 */
export class TypedSeal {
  readonly #local: Area;

  constructor(local: Area) {
    this.#local = local;
  }

  /** The vault is open: from now on one seals for its current key. */
  async renew(vault: OpenVault): Promise<void> {
    const current = vault.domainKey('logins');
    if (!current) return;
    const epoch = toBase64url(current.epoch);
    const known = await this.#half();
    const isKnown = known?.account === vault.account && known.epoch === epoch;
    const pair = isKnown ? undefined : pairOf(current.key);
    wipe(current.key);
    if (!pair) return;
    wipe(pair.privateKey);
    const half: PublicHalf = { account: vault.account, epoch, key: toBase64url(pair.publicKey) };
    await this.#local.set(slot, half);
  }

  /** Undefined: no vault was ever open here. */
  async seal(value: unknown): Promise<SealedTyped | undefined> {
    const half = await this.#half();
    if (!half) return undefined;
    const { epoch } = half;
    const id = newId();
    const padded = pad(toUtf8(JSON.stringify(value)));
    const publicKey = fromBase64url(half.key);
    const sealed = await sealTo({ publicKey, info: infoOf(half.account, epoch, id) }, padded).finally(() =>
      wipe(padded),
    );
    return { id, epoch, sealed: toBase64url(sealed) };
  }

  /** Null for what was sealed for another vault, or for none. */
  async open(vault: OpenVault, { id, epoch, sealed }: SealedTyped): Promise<unknown> {
    try {
      const found = vault.domainKey('logins', fromBase64url(epoch));
      if (!found) return null;
      const keyPair = pairOf(found.key);
      wipe(found.key);
      const info = infoOf(vault.account, epoch, id);
      const padded = await openSealed({ keyPair, info }, fromBase64url(sealed)).finally(() => wipe(keyPair.privateKey));
      const text = fromUtf8(unpad(padded));
      wipe(padded);
      return JSON.parse(text) as unknown;
    } catch {
      return null;
    }
  }

  async #half(): Promise<PublicHalf | undefined> {
    return (await this.#local.get(slot)) as PublicHalf | undefined;
  }
}

function pairOf(key: Bytes): KeyPair {
  const seed = kdf(key, 'typed');
  const pair = kemKeyPair(seed);
  wipe(seed);
  return pair;
}

function infoOf(account: Id, epoch: string, id: Id): Bytes {
  return associate('typed', { account: fromId(account), epoch: fromBase64url(epoch), id: fromId(id) });
}
