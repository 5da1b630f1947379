import { wipe } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';
import type { Handlers } from '../rpc/index.ts';
import type { Pulled } from '../sync/index.ts';
import { NoSuchWayError, WrongSecretError } from './errors.ts';
import type { House } from './house.ts';
import { readReason } from './locks.ts';
import { passkeyProof, passwordProof, phraseProof, secretOf } from './proof.ts';
import type { Proof } from './proof.ts';
import { byUse, lastUsed, noteUse } from './used.ts';
import type { LockedWay, OpenVault } from './vault-types.ts';

/** Answers the questions that prove a way in. The same questions, asked while unlocked, prove it again. */
export function unlockHandlers(house: House): Handlers<'unlock.password' | 'unlock.phrase'> {
  return {
    'unlock.password': async ({ password }) => {
      await provePassword(house, password);
      return {};
    },
    'unlock.phrase': async ({ phrase }) => {
      await prove(house, phraseProof(phrase));
      return {};
    },
  };
}

export function provePassword(house: House, password: string): Promise<void> {
  return prove(house, passwordProof(house, password));
}

/** A passkey proves itself by its PRF output (32 bytes), which is wiped here. */
export async function provePasskey(house: House, prf: Bytes): Promise<void> {
  try {
    await prove(house, passkeyProof(prf));
  } finally {
    wipe(prf);
  }
}

/**
 * Tries the ways in that lie here; where none opens, the store of a locked vault may know newer ones (protocol 4). After a
 * rotation elsewhere the store is asked first, and its answer counts: what lies here would open what the others have left
 * behind, and be locked again. Throws WrongSecretError when none opens, NoSuchWayError when there is none.
 */
export async function prove(house: House, proof: Proof): Promise<void> {
  const isLocked = (await house.session.state()).lock === 'locked';
  const isAway = isLocked && (await readReason(house.memory)) === 'rotated-away';
  const news = isAway ? await newsOf(house) : undefined;
  const isOpen = news ? await openFollowed(house, news, proof) : await provedHere(house, proof);
  if (isOpen) return;
  const late = isLocked && !isAway ? await newsOf(house) : undefined;
  if (late && (await openFollowed(house, late, proof))) return;
  await refuse(house, proof);
}

/** What the store has since, if that changes the ways in; undefined, too, where it can't be asked. */
async function newsOf(house: House): Promise<Pulled | undefined> {
  const pulled = await house.store.news(() => house.keeper.past());
  return pulled?.state && pulled;
}

/** Tries every way in of one kind that lies here, last used first; the one that opens begins the session or renews it. */
export async function provedHere(house: House, proof: Proof): Promise<boolean> {
  for (const way of byUse(await waysHere(house, proof), await lastUsed(house.local))) {
    if (await opens(house, way, proof, (secret) => house.keeper.unlock(way.id, secret))) return true;
  }
  return false;
}

async function waysHere({ keeper }: House, { kind }: Proof): Promise<LockedWay[]> {
  return (await keeper.ways()).filter((way) => way.kind === kind);
}

/** Nothing opened. */
export async function refuse(house: House, proof: Proof): Promise<never> {
  if ((await waysHere(house, proof)).length === 0) throw new NoSuchWayError();
  await house.session.missed();
  throw new WrongSecretError(`wrong-${proof.kind}`);
}

/** Opens a locked vault with what its store tells since it followed last; false where nothing of it opens. */
export async function openFollowed(house: House, pulled: Pulled, proof: Proof): Promise<boolean> {
  if (!pulled.state) return false;
  const ways = (await house.keeper.waysIn(pulled.state.slots)).filter(({ kind }) => kind === proof.kind);
  for (const way of ways) {
    if (await opens(house, way, proof, (secret) => house.keeper.follow(pulled, way.id, secret))) return true;
  }
  return false;
}

async function opens(
  house: House,
  way: LockedWay,
  proof: Proof,
  unlock: (secret: Bytes) => Promise<OpenVault | null>,
): Promise<boolean> {
  const secret = await secretOf(proof, way);
  const vault = secret && (await unlock(secret).finally(() => wipe(secret)));
  if (!vault) return false;
  await house.session.unlocked(vault);
  await noteUse(house.local, way.id, house.clock());
  return true;
}
