import { newId, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { PullPage } from '../../../src/wire/index.ts';
import { readDeviceList, writeCertificate, writeDeviceList, writeSigned } from '../../../src/wire/index.ts';
import type { Exchange, Knowledge, Lie } from '../store.ts';
import { flip, overPull, overVault, pullsOf } from '../twist.ts';

type Change = (page: PullPage, knowledge: Knowledge, exchange: Exchange) => PullPage | undefined;

const integrity = 'swapped, replayed, reordered, dropped, duplicated or resurrected commits';
const rollback = 'whole-vault rollback and fork';
const authorship = 'an ex-device or the store itself writing';

const lie = (attack: string, name: string, change: Change): Lie => overPull({ name, attack }, change);

/** Changes a list's entry; undefined where there is none. */
function at<T>(list: readonly T[], change: (entry: T) => T, place = 0): readonly T[] | undefined {
  const entry = list[place];
  return entry === undefined ? undefined : list.with(place, change(entry));
}

const records =
  (change: (list: PullPage['records']) => PullPage['records'] | undefined): Change =>
  (page) => {
    const changed = change(page.records);
    return changed && { ...page, records: changed };
  };
const manifests =
  (change: (list: PullPage['manifests']) => PullPage['manifests'] | undefined): Change =>
  (page) => {
    const changed = change(page.manifests);
    return changed && { ...page, manifests: changed };
  };

/** Every record blob that the store ever held, oldest first. */
function oldRecords({ history }: Knowledge): PullPage['records'] {
  return pullsOf(history).flatMap(({ records }) => records);
}

const headOf = (head: Bytes): string => toBase64url(head);

/** One more version, with a device that the store made up: it has none of the keys that it would take. */
function planted(newest: Bytes): Bytes {
  const { value } = readDeviceList(newest);
  const device = {
    account: value.account,
    device: newId(),
    signing: randomBytes(32),
    agreement: randomBytes(32),
    mailbox: randomBytes(32),
    createdAt: value.time,
  };
  const certificate = writeSigned(writeCertificate(device), randomBytes(64));
  const next = { ...value, version: value.version + 1, devices: [...value.devices, certificate] };
  return writeSigned(writeDeviceList(next), randomBytes(64));
}

/** Records, manifests and lists: what a store could do to the log. */
export const logLies: readonly Lie[] = [
  lie(
    integrity,
    'a flipped bit in a record',
    records((list) => at(list, (one) => ({ ...one, blob: flip(one.blob) }))),
  ),
  lie(
    integrity,
    'a record cut short',
    records((list) => at(list, (one) => ({ ...one, blob: one.blob.slice(0, -1) }))),
  ),
  lie(
    integrity,
    'a record made longer',
    records((list) => at(list, (one) => ({ ...one, blob: new Uint8Array([...one.blob, 0]) }))),
  ),
  lie(
    integrity,
    'a record under another id',
    records((list) => at(list, (one) => ({ ...one, id: newId() }))),
  ),
  lie(
    integrity,
    'a record of another revision',
    records((list) => at(list, (one) => ({ ...one, revision: one.revision + 1 }))),
  ),
  lie(
    integrity,
    'a record left out',
    records((list) => (list.length > 0 ? list.slice(1) : undefined)),
  ),
  lie(
    integrity,
    'a record twice',
    records((list) => (list[0] ? [...list, list[0]] : undefined)),
  ),
  lie(
    integrity,
    'a record nobody wrote',
    records((list) => [...list, { id: newId(), revision: 1, blob: randomBytes(200) }]),
  ),
  lie(
    integrity,
    'two records with their blobs exchanged',
    records(([one, two, ...rest]) =>
      one && two ? [{ ...one, blob: two.blob }, { ...two, blob: one.blob }, ...rest] : undefined,
    ),
  ),
  lie(integrity, "another account's record", (page, { others }) => {
    const theirs = pullsOf(others).flatMap((one) => one.records)[0];
    return theirs && { ...page, records: [...page.records, theirs] };
  }),
  lie(integrity, "another account's blob under our id", (page, { others }) => {
    const theirs = pullsOf(others).flatMap((one) => one.records)[0];
    const changed = theirs && at(page.records, (one) => ({ ...one, blob: theirs.blob }));
    return changed && { ...page, records: changed };
  }),
  lie(integrity, 'an old blob for a newer revision', (page, knowledge) => {
    const old = oldRecords(knowledge);
    const place = page.records.findIndex((one) =>
      old.some(({ id, revision }) => id === one.id && revision < one.revision),
    );
    const changed = at(
      page.records,
      (one) => ({ ...one, blob: old.find(({ id }) => id === one.id)?.blob ?? one.blob }),
      place,
    );
    return changed && { ...page, records: changed };
  }),
  lie(integrity, 'an old revision instead of the new one', (page, knowledge) => {
    const old = oldRecords(knowledge);
    const place = page.records.findIndex((one) =>
      old.some(({ id, revision }) => id === one.id && revision < one.revision),
    );
    const changed = at(page.records, (one) => old.find(({ id }) => id === one.id) ?? one, place);
    return changed && { ...page, records: changed };
  }),
  lie(integrity, 'a deleted record resurrected', (page, knowledge) => {
    const gone = page.deleted.map(({ id }) => id);
    const old = oldRecords(knowledge).find(({ id }) => gone.includes(id));
    return old && { ...page, deleted: page.deleted.filter(({ id }) => id !== old.id), records: [...page.records, old] };
  }),
  lie(integrity, 'a deletion left out', (page) =>
    page.deleted.length > 0 ? { ...page, deleted: page.deleted.slice(1) } : undefined,
  ),
  lie(integrity, 'a deletion nobody made', (page) => {
    const [one, ...rest] = page.records;
    return one && { ...page, records: rest, deleted: [...page.deleted, { id: one.id, revision: one.revision }] };
  }),
  lie(
    integrity,
    'a flipped bit in a manifest',
    manifests((list) => at(list, (one) => ({ ...one, manifest: flip(one.manifest) }), list.length - 1)),
  ),
  lie(
    integrity,
    'a manifest left out',
    manifests((list) => (list.length > 1 ? list.slice(1) : undefined)),
  ),
  lie(
    integrity,
    'no manifests',
    manifests((list) => (list.length > 0 ? [] : undefined)),
  ),
  lie(
    integrity,
    'manifests in reverse',
    manifests((list) => (list.length > 1 ? list.toReversed() : undefined)),
  ),
  lie(
    integrity,
    'a manifest twice',
    manifests((list) => (list[0] ? [list[0], ...list] : undefined)),
  ),
  lie(
    authorship,
    'a manifest of another author',
    manifests((list) => at(list, (one) => ({ ...one, author: newId() }), list.length - 1)),
  ),
  lie(
    authorship,
    'a manifest with another signature',
    manifests((list) => at(list, (one) => ({ ...one, signature: randomBytes(64) }), list.length - 1)),
  ),
  lie(
    authorship,
    'a manifest on another parent',
    manifests((list) => at(list, (one) => ({ ...one, parent: randomBytes(32) }), list.length - 1)),
  ),
  lie(authorship, 'a flipped bit in the device list', (page) => {
    const changed = at(page.lists, (list) => flip(list), page.lists.length - 1);
    return changed && { ...page, lists: changed };
  }),
  lie(authorship, "another account's device list", (page, { others }) => {
    const theirs = pullsOf(others).flatMap((one) => one.lists)[0];
    return theirs && { ...page, lists: [...page.lists, theirs] };
  }),
  lie(authorship, 'the newest device list withheld', (page) =>
    page.lists.length > 1 ? { ...page, lists: page.lists.slice(0, -1) } : undefined,
  ),
  lie(authorship, 'device lists in another order', (page) =>
    page.lists.length > 1 ? { ...page, lists: page.lists.toReversed() } : undefined,
  ),
  lie(authorship, 'a device of its own on top of the list', (page) => {
    const newest = page.lists.at(-1);
    return newest && { ...page, lists: [...page.lists, planted(newest)] };
  }),
  lie(integrity, 'the new keyring left out', (page) => {
    const { state, ...rest } = page;
    return state && rest;
  }),
  lie(rollback, 'the first state again', (page, { history }) => {
    const first = pullsOf(history)[0];
    return first && first.header.head !== page.header.head ? first : undefined;
  }),
  lie(rollback, 'a head of which it shows nothing', (page) => ({
    ...page,
    header: { ...page.header, head: headOf(randomBytes(32)) },
  })),
  lie(rollback, 'a sequence number that falls', (page) => ({ ...page, header: { ...page.header, sequence: 1 } })),
  lie(rollback, 'nothing new, under a new head', (page) =>
    page.records.length > 0 ? { ...page, records: [], deleted: [], manifests: [] } : undefined,
  ),
  lie('numbers that are not true', 'a total beyond reason', (page) => ({
    ...page,
    header: { ...page.header, total: 2 ** 50 },
  })),
  lie('numbers that are not true', 'pages without end', (page) => ({
    ...page,
    header: { ...page.header, cursor: 'again' },
  })),
  overVault({ name: 'a vault under another head', attack: rollback }, (answer) => ({
    ...answer,
    header: { ...answer.header, head: headOf(randomBytes(32)) },
  })),
  overVault({ name: 'a vault with a flipped manifest', attack: integrity }, (answer) => ({
    ...answer,
    manifest: { ...answer.manifest, manifest: flip(answer.manifest.manifest) },
  })),
  overVault({ name: 'a vault of another author', attack: authorship }, (answer) => ({
    ...answer,
    manifest: { ...answer.manifest, author: newId() },
  })),
  overVault({ name: 'a vault of another account id', attack: integrity }, (answer) => ({
    ...answer,
    header: { ...answer.header, account: newId() },
  })),
];
