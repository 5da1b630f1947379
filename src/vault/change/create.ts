import type { KeyPair } from '../../crypto/index.ts';
import { newId, randomBytes, signingKeyPair, wipe } from '../../crypto/index.ts';
import {
  certify,
  checkChain,
  firstList,
  newDevice,
  sealDeviceSecrets,
  wipeDeviceSecrets,
} from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import {
  deviceKeyringSlot,
  domainKeys,
  LastWayError,
  MASTER_KEY_BYTES,
  masterKeyFor,
  newKeyring,
  sealKeyring,
  sealSlot,
  wipeKeyring,
} from '../../keys/index.ts';
import type { StoredRecord } from '../../records/index.ts';
import {
  namedRecordId,
  newCatalog,
  noHead,
  sealRecord,
  sealSnapshot,
  snapshotKey,
  sumOf,
} from '../../records/index.ts';
import type { Certificate, DeviceNames, DeviceSecrets, IdentityBody, Keyring } from '../../wire/index.ts';
import { identityBody } from '../../wire/index.ts';
import { composeCommit, openCore } from '../state/index.ts';
import { slotOf } from './ways.ts';
import type { Core, NewWay, Transition } from '../state/index.ts';

/** What a new account begins with, before anything is sealed. */
interface Founding {
  readonly account: Id;
  readonly masterKey: Bytes;
  readonly keyring: Keyring;
  readonly identity: KeyPair;
  readonly listKey: KeyPair;
  readonly secrets: DeviceSecrets;
  readonly certificate: Certificate;
  readonly now: number;
}

/**
 * A whole new vault as one change: account, keys, the first device with the first signed list, slots, and the records of
 * the identity. Throws LastWayError without any way in.
 */
export async function draftVault(ways: readonly NewWay[], deviceName: string, now: number): Promise<Transition> {
  if (ways.length === 0) throw new LastWayError();
  const founding = await found(ways, now);
  const { account, masterKey, keyring, identity, listKey, secrets, certificate } = founding;
  const put = await sealIdentity(keyring, [
    ['identity', { kind: 'identity', seed: identity.privateKey }],
    ['list-key', { kind: 'list-key', seed: listKey.privateKey }],
    ['devices', { kind: 'devices', names: { [certificate.device]: deviceName } }],
  ]);
  const sealed = await sealFounding(founding);
  const said = {
    sequence: 1,
    generation: keyring.generation,
    previous: noHead(),
    time: now,
    count: put.length,
    sum: await sumOf(masterKeyFor(masterKey, 'set'), put),
    seen: [],
  };
  const author = { header: { account }, device: certificate.device, secrets };
  const { header } = await composeCommit(author, masterKey, said, sealed);
  wipe(identity.privateKey, listKey.privateKey);
  wipeKeyring(keyring);
  wipeDeviceSecrets(secrets);
  return withSnapshot(await openCore(header, masterKey), put);
}

async function found(ways: readonly NewWay[], now: number): Promise<Founding> {
  const account = newId();
  const [identity, listKey, device] = await Promise.all([signingKeyPair(), signingKeyPair(), newDevice(account, now)]);
  const own = await deviceKeyringSlot(device.secrets.slot, now);
  const slots = [...(await Promise.all(ways.map((way) => slotOf(way, now)))), own];
  const keyring = { ...newKeyring(account, now), slots };
  return { account, masterKey: randomBytes(MASTER_KEY_BYTES), keyring, identity, listKey, ...device, now };
}

async function sealFounding({ account, masterKey, keyring, identity, listKey, secrets, certificate, now }: Founding) {
  const place = { account, device: certificate.device, generation: keyring.generation };
  const first = await firstList({
    account,
    identity: identity.publicKey,
    identitySeed: identity.privateKey,
    listKey: listKey.publicKey,
    certificate: await certify(identity.privateKey, certificate),
    now,
  });
  const [list] = await checkChain(account, [first]);
  if (!list) throw new TypeError('a chain of one version has one');
  return {
    slots: await Promise.all(keyring.slots.map((slot) => sealSlot(masterKey, keyring, slot))),
    keyring: await sealKeyring(masterKey, keyring),
    list,
    device: await sealDeviceSecrets(masterKeyFor(masterKey, 'device'), place, secrets),
  };
}

async function sealIdentity(
  keyring: Keyring,
  bodies: readonly (readonly [string, IdentityBody | DeviceNames])[],
): Promise<StoredRecord[]> {
  const under = await domainKeys(keyring).current('identity');
  return Promise.all(
    bodies.map(async ([name, body]) => {
      const place = { account: keyring.account, id: namedRecordId(keyring, name), revision: 1 };
      return { id: place.id, revision: 1, blob: await sealRecord(under, place, identityBody(body)) };
    }),
  );
}

async function withSnapshot(core: Core, put: readonly StoredRecord[]): Promise<Transition> {
  const catalog = newCatalog(put.map(({ id, revision }) => ({ id, revision, summary: null })));
  const key = await snapshotKey(core.masterKey);
  const sealed = await sealSnapshot(
    key,
    core.header,
    catalog,
    catalog.chunks.map((_, chunk) => chunk),
  );
  return {
    next: { ...core, catalog, snapshot: { key, tags: sealed.tags } },
    change: {
      expected: null,
      header: core.header,
      put,
      remove: [],
      snapshot: sealed.parts,
      snapshotLength: sealed.length,
    },
  };
}
