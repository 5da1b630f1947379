import { digest } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { associate, fromId, toUtf8 } from '../../src/encoding/index.ts';
import type { Commit } from '../../src/wire/index.ts';
import {
  MOST_KEYRING_BYTES,
  MOST_LIST_BYTES,
  MOST_MANIFEST_BYTES,
  MOST_SLOT_BYTES,
  readCommit,
  readSlot,
} from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { CheckedLists, Parts } from './parts.ts';
import { SLICE } from './slices.ts';

/** A slot as it lies in the database: its id in clear, the rest sealed. */
export interface StoredSlot {
  readonly slot: Bytes;
  readonly sealed: Bytes;
}

/** A commit whose shape and author were checked, ready to be written if its parent is still the head. */
export interface Prepared {
  readonly commit: Commit;
  readonly head: Bytes;
  readonly author: Bytes;
  readonly slots: readonly StoredSlot[] | undefined;
  readonly lists: CheckedLists | undefined;
}

/** Whether a commit is written in several slices: then nobody shares its transaction. */
export function isLong({ put, remove }: Commit): boolean {
  return put.length + remove.length > SLICE;
}

/** Throws MalformedError, FormatError, OversizeError, Refusal `too-large`. */
export function parseCommit(source: Bytes | undefined, recordBytes: number): { commit: Commit; head: Bytes } {
  if (!source) throw new Refusal('malformed');
  const commit = readCommit(source);
  const tooLarge =
    commit.put.some(({ blob }) => blob.length > recordBytes) ||
    (commit.keyring?.length ?? 0) > MOST_KEYRING_BYTES ||
    commit.manifest.length > MOST_MANIFEST_BYTES ||
    (commit.lists ?? []).some((list) => list.length > MOST_LIST_BYTES) ||
    (commit.slots ?? []).some((slot) => slot.length > MOST_SLOT_BYTES);
  if (tooLarge) throw new Refusal('too-large');
  return { commit, head: digest('head', { manifest: commit.manifest }) };
}

/** Throws Refusal unless this device signed this manifest on this parent for this account (protocol 3, authorship). */
export async function checkAuthor(
  { signatures }: Parts,
  accountId: Bytes,
  commit: Commit,
  key: Bytes | undefined,
): Promise<void> {
  const { parent, manifest, signature } = commit;
  const message = associate('authorship', { account: accountId, parent, manifest });
  if (!key || !(await signatures.isSigned(key, message, signature))) throw new Refusal('author-refused');
}

const slotPlace = (account: Bytes, slot: Bytes) => ({ account, name: new Uint8Array([...toUtf8('slot/'), ...slot]) });

/** Slots as they will lie in the database. Throws MalformedError for what is no slot, or two of one id. */
export async function sealSlots(
  { slots: secret }: Parts,
  accountId: Bytes,
  slots: readonly Bytes[] | undefined,
): Promise<StoredSlot[] | undefined> {
  if (!slots) return undefined;
  const ids: Id[] = slots.map((encoded) => readSlot(encoded).id);
  if (new Set(ids).size !== ids.length) throw new Refusal('malformed');
  return Promise.all(
    slots.map(async (encoded, place) => {
      const slot = fromId(ids[place] ?? '');
      return { slot, sealed: await secret.seal(slotPlace(accountId, slot), encoded) };
    }),
  );
}

/** Slots as the client wrote them. */
export function openSlots({ slots: secret }: Parts, accountId: Bytes, stored: readonly StoredSlot[]): Promise<Bytes[]> {
  return Promise.all(stored.map(({ slot, sealed }) => secret.open(slotPlace(accountId, slot), sealed)));
}
