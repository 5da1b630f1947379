import { equal } from '../../crypto/index.ts';
import type { CheckedList, HeldList } from '../../devices/index.ts';
import { checkChain, findDevice, removalOf } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { masterKeyFor, TamperedSlotError } from '../../keys/index.ts';
import type { SentCommit, SyncedHead } from '../../records/index.ts';
import { headOf, isAuthor, keyringHash, namesSlots, openManifestUnder } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { LoggedManifest, Manifest, Removal } from '../../wire/index.ts';
import { FormatError, removedBetween } from '../../wire/index.ts';
import { orForged } from './forged.ts';
import { CloneError, ForgedError, ForkError, OutdatedError, RollbackError } from '../state/index.ts';
import type { OpenedState } from './pulled-state.ts';

/** What this browser holds already: a store is believed only as far as it goes on from there. */
export interface Held {
  readonly account: Id;
  /** The head followed last; absent where nothing was: then only the newest commit is told. */
  readonly head?: Bytes;
  readonly sequence: number;
  readonly generation: number;
  /** Absent in a new browser: then the store tells every version, from the first. */
  readonly list?: HeldList;
  readonly device?: Id;
  /** Own commits whose outcome is not known. */
  readonly sent: readonly SentCommit[];
}

/** A head at a store, every step to which was verified. */
export interface VerifiedHead extends OpenedState {
  readonly synced: SyncedHead;
  readonly manifest: Manifest;
  readonly list: HeldList;
  /** Whose device it is that wrote last, and the heads that it and the others before it wrote. */
  readonly authors: readonly { readonly device: Id; readonly head: Bytes }[];
  /** Heads that one of the commits supersedes, because it resumes a state that the store went back to. */
  readonly superseded: readonly Bytes[];
}

interface Step {
  readonly head: Bytes | undefined;
  readonly sequence: number | undefined;
  readonly generation: number;
  readonly list: HeldList | undefined;
}

/**
 * Follows every commit that a store tells since the head held (protocol 3): chain, sequence, generation, author in the list
 * held or a valid extension of it, signature; and at the last one keyring, slots and list. Reads no record. Throws
 * RollbackError, ForkError, CloneError, ForgedError, TamperedSlotError, FormatError.
 */
export async function followCommits(held: Held, opened: OpenedState, pulled: Pulled): Promise<VerifiedHead> {
  if (pulled.sequence < held.sequence) throw new RollbackError(pulled.sequence, held.sequence);
  const lists = await checkLists(held, pulled.lists);
  const authors: { device: Id; head: Bytes }[] = [];
  const superseded: Bytes[] = [];
  let step: Step = {
    head: held.head,
    sequence: held.head && held.sequence,
    generation: held.generation,
    list: held.list,
  };
  let last: { manifest: Manifest; logged: LoggedManifest } | undefined;
  for (const logged of pulled.manifests) {
    const followed = await followOne(held, opened, step, logged, lists);
    step = followed.step;
    last = { manifest: followed.manifest, logged };
    authors.push({ device: logged.author, head: headOf(logged.manifest) });
    if (followed.manifest.supersedes) superseded.push(followed.manifest.supersedes);
  }
  if (!last || !step.list || !step.head || toBase64url(step.head) !== pulled.head) throw new ForkError();
  const { manifest, logged } = last;
  if (manifest.sequence !== pulled.sequence) throw new ForgedError('manifest');
  checkState(manifest, opened);
  const { author, signature, parent, manifest: sealed } = logged;
  const { keyring, slots } = opened.sealed;
  const rest = { keyring, slots, list: step.list.encoded, generation: manifest.generation, head: step.head };
  return {
    ...opened,
    manifest,
    list: step.list,
    authors,
    superseded,
    synced: { ...rest, author, signature, parent, manifest: sealed },
  };
}

function checkState(manifest: Manifest, { sealed, slots, keyring }: OpenedState): void {
  if (manifest.generation !== keyring.generation) throw new ForgedError('keyring');
  if (!equal(keyringHash(sealed.keyring), manifest.keyring)) throw new ForgedError('keyring');
  if (!namesSlots(manifest, slots)) throw new TamperedSlotError();
}

async function followOne(
  held: Held,
  opened: OpenedState,
  before: Step,
  logged: LoggedManifest,
  lists: ReadonlyMap<string, HeldList>,
): Promise<{ step: Step; manifest: Manifest }> {
  if (before.head && !equal(before.head, logged.parent)) throw new ForkError();
  const generations = generationsOf(before, opened.keyring.generation);
  const manifest = await openLogged(held.account, opened, generations, logged);
  const isNext = before.sequence === undefined || manifest.sequence === before.sequence + 1;
  const isResumed = !manifest.resumes || equal(manifest.resumes, logged.parent);
  if (!isNext || !isResumed || manifest.device !== logged.author) throw new ForgedError('manifest');
  const list = lists.get(toBase64url(manifest.list));
  if (!list || !goesOn(before, list.checked, manifest)) throw new ForgedError('devices');
  const head = headOf(logged.manifest);
  await checkLogged(held.account, logged, list.checked);
  if (logged.author === held.device && !isSent(held, head)) throw new CloneError();
  return { step: { head, sequence: manifest.sequence, generation: manifest.generation, list }, manifest };
}

/**
 * Whether commits that go on from the head held are of this very device and were never made here: a copy of its profile made
 * them (protocol 3). Needs no key that a rotation took away, and can't be forged: the signature is of this device's own key,
 * over the commit before it.
 */
export async function isCopied(held: Held, { manifests }: Pulled): Promise<boolean> {
  const own = held.device && held.list && findDevice(held.list.checked, held.device);
  let before = held.head;
  for (const logged of manifests) {
    if (!own || !before || !equal(logged.parent, before)) return false;
    before = headOf(logged.manifest);
    const isOurs = logged.author === held.device && !isSent(held, before);
    if (isOurs && (await isAuthor(own.signing, held.account, logged, logged.signature))) return true;
  }
  return false;
}

/** Why a list that goes on from the one held takes this device out; undefined where none does. */
export async function removedFor({ list, device }: Held, { lists }: Pulled): Promise<Removal['reason'] | undefined> {
  if (!list || device === undefined) return undefined;
  return removalOf(list, lists, device).catch(() => undefined);
}

function isSent({ sent }: Held, head: Bytes): boolean {
  return sent.some((known) => equal(known.head, head));
}

/** No list goes back; and whoever is removed must not know the keys from then on (protocol 6.2). */
function goesOn({ head, list: before, generation }: Step, list: CheckedList, manifest: Manifest): boolean {
  if (!before) return true;
  const isKept = list.version >= before.checked.version;
  const removesAny = removedBetween(before.checked, list).length > 0;
  // Where only the newest commit is told, more than one rotation may lie before it.
  const isRotated = head ? manifest.generation === generation + 1 : manifest.generation > generation;
  return isKept && (!removesAny || isRotated);
}

/** The author stands in the list as it is from then on: nobody removes himself. */
async function checkLogged(account: Id, logged: LoggedManifest, list: CheckedList): Promise<void> {
  const author = findDevice(list, logged.author);
  const { parent, manifest, signature } = logged;
  const isSigned = author && (await isAuthor(author.signing, account, { parent, manifest }, signature));
  if (isSigned !== true) throw new ForgedError('author');
}

/** A commit is of the generation before it, or, a rotation, of the next. Where none was followed, of the newest ones. */
function generationsOf({ head, generation }: Step, newest: number): readonly number[] {
  return head ? [generation, generation + 1] : Array.from({ length: newest }, (_, back) => newest - back);
}

/** Opens a manifest of one of these generations. */
async function openLogged(
  account: Id,
  { masterKey, keyring }: OpenedState,
  candidates: readonly number[],
  { parent, manifest }: LoggedManifest,
): Promise<Manifest> {
  let cause: unknown;
  for (const candidate of candidates) {
    const key =
      candidate === keyring.generation
        ? masterKeyFor(masterKey, 'manifest')
        : keyring.past.find((past) => past.generation === candidate)?.manifest;
    if (!key) continue;
    try {
      return await openManifestUnder(key, { account, generation: candidate }, parent, manifest);
    } catch (error) {
      if (error instanceof FormatError) throw new OutdatedError();
      cause = error;
    }
  }
  throw new ForgedError('manifest', { cause });
}

/** The version of this hash in a whole chain that a store tells. Throws ForgedError. */
export async function listOf(account: Id, versions: readonly Bytes[], hash: Bytes): Promise<HeldList | undefined> {
  const nothing = { account, sequence: 0, generation: 1, sent: [] };
  return (await checkLists(nothing, versions)).get(toBase64url(hash));
}

/** Every version from the one held on (a new browser: from the first), by hash. */
async function checkLists(
  { account, list }: Held,
  encodedLists: readonly Bytes[],
): Promise<ReadonlyMap<string, HeldList>> {
  const at = list ? encodedLists.findIndex((encoded) => equal(encoded, list.encoded)) : -1;
  const chain = await orForged('devices', () => checkChain(account, encodedLists.slice(at + 1), list));
  return new Map([...(list ? [list] : []), ...chain].map((held) => [toBase64url(held.checked.hash), held]));
}
