import { agreementKeyPair, mlkemKeyPair, newId } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId } from '../../encoding/index.ts';
import type { PreKey, PreKeyRow } from '../../wire/index.ts';
import { writePreKey, writeSigned } from '../../wire/index.ts';

/** Whose pre-keys they are, and the signature of its signing key. */
export interface PreKeyOwner {
  readonly account: Id;
  readonly device: Id;
  readonly sign: (message: Bytes) => Promise<Bytes>;
}

export interface MadePreKey {
  readonly id: Id;
  readonly row: PreKeyRow & { readonly unsent: Bytes };
}

/** What a device signs of a pre-key (protocol 8.2). */
export function preKeyMessage(account: Id, device: Id, preKey: Bytes): Bytes {
  return associate('prekey', { account: fromId(account), device: fromId(device), preKey });
}

/** A fresh pre-key of this kind, signed; its private half lies in the row. */
export async function makePreKey(owner: PreKeyOwner, kind: PreKey['kind'], now: number): Promise<MadePreKey> {
  const { account, device } = owner;
  const { key, secret } = await pairOf(kind);
  const id = newId();
  const signed = writePreKey({ account, device, kind, id, key, time: now });
  const unsent = writeSigned(signed, await owner.sign(preKeyMessage(account, device, signed)));
  return { id, row: { kind, key, secret, time: now, unsent } };
}

async function pairOf(kind: PreKey['kind']): Promise<{ readonly key: Bytes; readonly secret: Bytes }> {
  if (kind === 'kem') {
    const { publicKey, seed } = await mlkemKeyPair();
    return { key: publicKey, secret: seed };
  }
  const { publicKey, privateKey } = await agreementKeyPair();
  return { key: publicKey, secret: privateKey };
}
