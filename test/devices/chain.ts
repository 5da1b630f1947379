import { newId, signingKeyPair } from '../../src/crypto/index.ts';
import type { HeldList, ListSeeds } from '../../src/devices/index.ts';
import { certify, checkChain, firstList, newDevice } from '../../src/devices/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import type { Certificate } from '../../src/wire/index.ts';

/** An account with one device: its list so far, and everything that a device of it knows. */
export interface House {
  readonly account: Id;
  readonly seeds: ListSeeds;
  readonly held: HeldList;
  readonly certificate: Certificate;
}

export async function newHouse(account: Id = newId()): Promise<House> {
  const [identity, listKey] = [await signingKeyPair(), await signingKeyPair()];
  const { certificate } = await newDevice(account, 1);
  const first = await firstList({
    account,
    identity: identity.publicKey,
    identitySeed: identity.privateKey,
    listKey: listKey.publicKey,
    certificate: await certify(identity.privateKey, certificate),
    now: 1,
  });
  const [held] = await checkChain(account, [first]);
  if (!held) throw new Error('no list');
  return { account, seeds: { identity: identity.privateKey, list: listKey.privateKey }, held, certificate };
}

export async function newCertificate(account: Id, now = 2): Promise<Certificate> {
  return (await newDevice(account, now)).certificate;
}

/** Every version, oldest first. */
export function versionsOf({ former, encoded }: HeldList): Bytes[] {
  return [...former, encoded];
}
