import { equal } from '../../crypto/index.ts';
import type { CheckedList, HeldList } from '../../devices/index.ts';
import { checkChain, DeviceListError, listHash } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import type { Contact, FollowedChange } from '../../wire/index.ts';
import { readDeviceList } from '../../wire/index.ts';
import { listOf } from './contact.ts';

const DAY = 86_400_000;
/** How long a device has stood in lists held here before it vouches for a succession, in milliseconds. */
const STANDS = 7 * DAY;
/** How long an older list may be served before a line says so, in milliseconds. */
const OLDER_LASTS = 7 * DAY;
const MOST_CHANGES = 10;

type Followed = Contact['followed'];

/** A list taken at first use. */
export function followedFirst({ checked, encoded }: HeldList, stores: readonly string[], now: number): Followed {
  return {
    ...placeOf(checked, encoded),
    stores: [...new Set([...stores, checked.store])],
    known: checked.devices.map(({ device, signing }) => ({ device, signing, since: now })),
    changes: [],
  };
}

function placeOf(
  list: CheckedList,
  encoded: Bytes,
): Pick<Followed, 'list' | 'version' | 'hash' | 'identity' | 'store'> {
  const { version, hash, identity, store } = list;
  return { list: encoded, version, hash, identity, store };
}

/**
 * What a contact comes to by what their store served: versions of their list, from the held one on (protocol 6.1). They are
 * followed silently; a list beside the held one closes the contact; an older one changes nothing, and is remembered. Throws
 * MalformedError for what is no list, or not from the held version on; FormatError.
 */
export async function followContact(contact: Contact, served: readonly Bytes[], now: number): Promise<Contact> {
  const { followed } = contact;
  const versions = served.map((encoded) => readDeviceList(encoded).value);
  const [first, newest] = [versions[0], versions.at(-1)];
  if (!first || !newest || newest.version < followed.version) return olderServed(contact, now);
  if (first.version !== followed.version) throw new MalformedError('not from the held version on');
  const [held, ...next] = served;
  if (!held || !equal(held, followed.list)) return closedBeside(contact, served, now);
  const before: HeldList = { encoded: held, checked: await listOf(contact), former: [] };
  try {
    const chain = await checkChain(contact.account, next, before);
    return after(contact, [before, ...chain], now);
  } catch (error) {
    if (error instanceof DeviceListError) return closedBeside(contact, served, now);
    throw error;
  }
}

/** Whether their store has served an older list for so long that it is said. */
export function isHeldBack({ followed: { olderSince } }: Contact, now: number): boolean {
  return olderSince !== undefined && now - olderSince >= OLDER_LASTS;
}

function olderServed(contact: Contact, now: number): Contact {
  const { followed } = contact;
  if (followed.olderSince !== undefined) return contact;
  return { ...contact, followed: { ...followed, olderSince: now }, updatedAt: now };
}

/** The held list stays; what was served lies beside it until the person decides. */
function closedBeside(contact: Contact, served: readonly Bytes[], now: number): Contact {
  const newest = served.at(-1);
  const { closed, followed } = contact;
  if (!newest || (closed?.served && equal(closed.served, newest))) return contact;
  const { identity, former } = readDeviceList(newest).value;
  const isKnown = [identity, ...former].some((key) => equal(key, followed.identity));
  return {
    ...contact,
    closed: { by: isKnown ? 'fork' : 'identity', since: closed?.since ?? now, served: newest },
    updatedAt: now,
  };
}

/** The contact at the end of a chain, whose first is the list held so far. The same contact where nothing is new. */
function after(contact: Contact, chain: readonly HeldList[], now: number): Contact {
  const { followed, compared } = contact;
  const newest = chain.at(-1);
  const { olderSince, ...held } = followed;
  if (!newest || (chain.length === 1 && olderSince === undefined)) return contact;
  const { checked, encoded } = newest;
  const isSucceeded = !equal(checked.identity, followed.identity);
  const stayed = checked.devices.flatMap(({ device, signing }) =>
    followed.known.filter((known) => known.device === device && equal(known.signing, signing)),
  );
  const isVouched = stayed.some(({ since }) => now - since >= STANDS);
  const change: FollowedChange = {
    at: now,
    gone: followed.known.length - stayed.length,
    come: checked.devices.length - stayed.length,
    allNew: isSucceeded && !isVouched,
  };
  const isSameDevices = change.gone + change.come === 0;
  const wasCompared = compared && equal(compared.identity, followed.identity);
  return {
    ...contact,
    followed: {
      ...held,
      ...placeOf(checked, encoded),
      stores: [...new Set([...held.stores, ...chain.map((one) => one.checked.store)])],
      known: checked.devices.map(
        ({ device, signing }) => stayed.find((known) => known.device === device) ?? { device, signing, since: now },
      ),
      changes: isSameDevices ? held.changes : [change, ...held.changes].slice(0, MOST_CHANGES),
    },
    // Compared goes on with the identity that took its place, if somebody vouches for that.
    ...(wasCompared && isSucceeded && isVouched && { compared: { ...compared, identity: checked.identity } }),
    updatedAt: now,
  };
}

/** What a message says of somebody's list, beside what is held: a hint, which causes a fetch and nothing else (6.1). */
export function judgeHint({ followed }: Contact, hint: { readonly version: number; readonly list: Bytes }) {
  if (hint.version !== followed.version) return hint.version > followed.version ? 'newer' : 'older';
  return equal(hint.list, followed.hash) ? 'same' : 'other';
}

/** The hash of an encoded list, and its version: what hints and cards name. */
export function nameOfList(encoded: Bytes): { readonly version: number; readonly list: Bytes } {
  return { version: readDeviceList(encoded).value.version, list: listHash(encoded) };
}
