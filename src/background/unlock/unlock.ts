import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import type { Pulled } from '../../sync/index.ts';
import { endWithoutStore, NoSuchWayError, noteReason, readReason, WrongSecretError } from '../context/index.ts';
import type { UnlockParts } from './parts.ts';
import { passkeyProof, passwordProof, phraseProof, secretOf } from './proof.ts';
import type { Proof } from './proof.ts';
import { useStoreAgain } from './without-store.ts';
import { lastUsedFirst, lastUsed, noteUse } from './last-used.ts';
import { CloneError, RotatedAwayError } from '../../vault/index.ts';
import type { LockedWay, OpenVault } from '../../vault/index.ts';

/** Answers the questions that prove a way in. The same questions, asked while unlocked, prove it again. */
export function unlockHandlers(parts: UnlockParts): Handlers<'unlock.password' | 'unlock.phrase'> {
  return {
    'unlock.password': async ({ password }) => {
      await provePassword(parts, password);
      return {};
    },
    'unlock.phrase': async ({ phrase }) => {
      await prove(parts, phraseProof(phrase));
      return {};
    },
  };
}

export function provePassword(parts: UnlockParts, password: string): Promise<void> {
  return prove(parts, passwordProof(parts, password));
}

/** A passkey proves itself by its PRF output (32 bytes), which is wiped here. */
export async function provePasskey(parts: UnlockParts, prf: Bytes): Promise<void> {
  try {
    await prove(parts, passkeyProof(prf));
  } finally {
    wipe(prf);
  }
}

/**
 * Tries the ways in that lie here; where none opens, the store of a locked vault may know newer ones (protocol 4). After a
 * rotation elsewhere the store is asked first, and its answer counts: what lies here would open what the others have left
 * behind, and be locked again. Throws WrongSecretError when none opens, NoSuchWayError when there is none, RotatedAwayError
 * for a secret of before the rotation: a person may leave the store aside, and use it. In a browser that was removed it opens
 * what was never sent, and no vault.
 */
export async function prove(parts: UnlockParts, proof: Proof): Promise<void> {
  if (await parts.unsent.isKept()) {
    await parts.unsent.prove(proof);
    return;
  }
  const isLocked = (await parts.session.state()).lock === 'locked';
  const reason = isLocked ? await readReason(parts.memory) : undefined;
  const isAway = reason === 'rotated-away';
  const news = isAway ? await pulledWhileLocked(parts) : undefined;
  const isOpen = news ? await openFollowed(parts, news, proof) : await provedHere(parts, proof);
  if (isOpen) return;
  if (news && (await fitsHere(parts, proof))) {
    // Unless the store was left aside while this was under way.
    if ((await readReason(parts.memory)) === 'store-aside' && (await provedHere(parts, proof))) return;
    throw new RotatedAwayError();
  }
  const late = isLocked && !isAway && reason !== 'store-aside' ? await pulledWhileLocked(parts) : undefined;
  if (late && (await openFollowed(parts, late, proof))) return;
  await refuse(parts, proof);
}

/** What the store has since, if that changes the ways in; undefined, too, where it can't be asked. */
async function pulledWhileLocked(parts: UnlockParts): Promise<Pulled | undefined> {
  const pulled = await parts.store.lockedPull.since(() => parts.keeper.past());
  return pulled?.state && pulled;
}

/** Tries every way in of one kind that lies here, last used first; the one that opens begins the session or renews it. */
export async function provedHere(parts: UnlockParts, proof: Proof): Promise<boolean> {
  return begin(parts, await openedHere(parts, proof));
}

/** The way in that a secret opens, which is tried and not used: the session stays as it is. Throws what `refuse` throws. */
export async function wayOf(parts: UnlockParts, proof: Proof): Promise<Id> {
  const opened = await openedHere(parts, proof);
  opened?.vault.close();
  return opened ? opened.way.id : refuse(parts, proof);
}

/** Whether a password is a way into this vault: tried as one, and nothing is opened or counted by it. */
export function isWayIn(parts: Tried, password: string): Promise<boolean> {
  return fitsHere(parts, passwordProof(parts, password));
}

/** What trying a secret takes. */
type Tried = Pick<UnlockParts, 'keeper' | 'local' | 'stretch'>;

/** Whether a secret would open what lies here. */
async function fitsHere(parts: Omit<Tried, 'stretch'>, proof: Proof): Promise<boolean> {
  const opened = await openedHere(parts, proof);
  opened?.vault.close();
  return opened !== undefined;
}

async function openedHere(parts: Omit<Tried, 'stretch'>, proof: Proof): Promise<Opened | undefined> {
  const ahead = parts.keeper.readAhead();
  const ways = lastUsedFirst(await waysHere(parts, proof), await lastUsed(parts.local));
  return firstOpened(ways, proof, (way, secret) => parts.keeper.unlock(way.id, secret, ahead));
}

async function waysHere({ keeper }: Pick<UnlockParts, 'keeper'>, { kind }: Proof): Promise<LockedWay[]> {
  return (await keeper.ways()).filter((way) => way.kind === kind);
}

/** Nothing opened. */
export async function refuse(parts: UnlockParts, proof: Proof): Promise<never> {
  if ((await waysHere(parts, proof)).length === 0) throw new NoSuchWayError();
  await parts.session.missed();
  throw new WrongSecretError(`wrong-${proof.kind}`);
}

/**
 * Opens a locked vault with what its store tells since it followed last; false where nothing of it opens. Throws CloneError,
 * which the unlock screen remembers; `another`: somebody signed in after that, or after this device was taken out.
 */
export async function openFollowed(parts: UnlockParts, pulled: Pulled, proof: Proof, as?: 'another'): Promise<boolean> {
  if (!pulled.state) return false;
  const { keeper, memory, tell } = parts;
  const ways = (await keeper.waysIn(pulled.state.slots)).filter(({ kind }) => kind === proof.kind);
  const follow = (way: LockedWay, secret: Bytes) => keeper.follow(pulled, way.id, secret, as);
  const opened = await firstOpened(ways, proof, follow).catch(async (error: unknown) => {
    if (!(error instanceof CloneError)) throw error;
    // Whoever left the store aside meanwhile goes on without it.
    if ((await readReason(memory)) !== 'store-aside') await noteReason(memory, error.code);
    tell({ type: 'status' });
    throw error;
  });
  if (!opened) return false;
  // Whoever left the store aside while this was under way needs it no more: what it told has opened.
  await endWithoutStore(memory).catch((error: unknown) => {
    opened.vault.close();
    throw error;
  });
  await begin(parts, opened);
  await useStoreAgain(parts);
  return true;
}

interface Opened {
  readonly way: LockedWay;
  readonly vault: OpenVault;
}

async function firstOpened(
  ways: readonly LockedWay[],
  proof: Proof,
  open: (way: LockedWay, secret: Bytes) => Promise<OpenVault | null>,
): Promise<Opened | undefined> {
  for (const way of ways) {
    const secret = await secretOf(proof, way);
    const vault = secret && (await open(way, secret).finally(() => wipe(secret)));
    if (vault) return { way, vault };
  }
  return undefined;
}

async function begin({ session, local, clock }: UnlockParts, opened: Opened | undefined): Promise<boolean> {
  if (!opened) return false;
  await session.unlocked(opened.vault);
  await noteUse(local, opened.way.id, clock());
  return true;
}
