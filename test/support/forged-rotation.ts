import { openCore } from '../../src/vault/state/core.ts';
import { randomBytes } from '../../src/crypto/index.ts';
import { certify, extendList, listHash, newDevice } from '../../src/devices/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { MASTER_KEY_BYTES, masterKeyFor, rotateKeyring, sealKeyring, sealSlot } from '../../src/keys/index.ts';
import { headOf, keyringHash, sealManifest, signCommit, slotHashes, sumOf } from '../../src/records/index.ts';
import type { Pulled } from '../../src/sync/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import { readDeviceList, readIdentityBody, writeSlot } from '../../src/wire/index.ts';
import type { Browser } from './synced.ts';

/** Who writes a forged rotation, and what they tell as the newest device list. */
export interface Forger {
  readonly device: Id;
  readonly signing: Bytes;
  readonly list?: Bytes;
}

/** The seed of one of the account's own keys, as everybody with its keys can read it. */
export async function seedOf({ vault }: Browser, kind: 'identity' | 'list-key'): Promise<Bytes> {
  return readIdentityBody(kind, (await vault.records.read(vault.records.namedId(kind))).body).seed;
}

/** Device and signing key of a browser itself. */
export async function itself({ disk, vault }: Browser): Promise<Forger> {
  const { device, secrets } = await openCore(disk.vault, vault.masterKey);
  return { device, signing: secrets.signing };
}

/** A device with a certificate of the account's identity, which it puts on the list with this list key. */
export async function enlisting(by: Browser, listSeed: Bytes): Promise<Forger> {
  const { list } = await openCore(by.disk.vault, by.vault.masterKey);
  const { secrets, certificate } = await newDevice(by.vault.account, 1);
  const devices = [
    ...readDeviceList(list.encoded).value.devices,
    await certify(await seedOf(by, 'identity'), certificate),
  ];
  const encoded = await extendList(list.checked, { devices, listSeed, now: 1 });
  return { device: certificate.device, signing: secrets.signing, list: encoded };
}

/**
 * A rotation on top of what a store has to tell, by somebody with every key of the vault that `by` has open and in step:
 * master key, keyring, and with it what seals to each slot. In all but its author it is as it should be.
 */
export async function rotated(pulled: Pulled, by: Browser, { device, signing, list }: Forger): Promise<Pulled> {
  const before = await openCore(by.disk.vault, by.vault.masterKey);
  const masterKey = randomBytes(MASTER_KEY_BYTES);
  const keyring = rotateKeyring(before.keyring, before.masterKey, before.keyring.slots, 1);
  const slots = await Promise.all(keyring.slots.map((slot) => sealSlot(masterKey, keyring, slot)));
  const sealed = await sealKeyring(masterKey, keyring);
  const { records } = await pullAll(by.client, undefined);
  const manifest = await sealManifest(masterKey, keyring.account, {
    ...before.manifest,
    sequence: before.manifest.sequence + 1,
    generation: keyring.generation,
    previous: before.header.head,
    device,
    sum: await sumOf(masterKeyFor(masterKey, 'set'), records),
    keyring: keyringHash(sealed),
    slots: slotHashes(slots),
    ...(list ? { list: listHash(list) } : {}),
  });
  const authored = { parent: before.header.head, manifest };
  const signature = await signCommit(signing, keyring.account, authored);
  return {
    ...pulled,
    head: toBase64url(headOf(manifest)),
    sequence: pulled.sequence + 1,
    manifests: [...pulled.manifests, { ...authored, author: device, signature }],
    lists: [...pulled.lists, ...(list ? [list] : [])],
    state: { keyring: sealed, slots: slots.map(writeSlot) },
  };
}
