import { newPhraseWay } from '../../src/vault/index.ts';
import { newId, newPhrase, randomBytes, sign, signingKeyPair } from '../../src/crypto/index.ts';
import type { Id } from '../../src/encoding/index.ts';
import { associate, fromId, toBase64url } from '../../src/encoding/index.ts';
import type { Pulled } from '../../src/sync/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import { first, flipped, forged, last, later, record, replaced, withLast, without, withState } from './forgery.ts';
import { Browser, newAccount } from './synced.ts';

/** Two browsers, of which one has much to hear. */
export interface Scene {
  readonly a: Browser;
  readonly b: Browser;
  readonly ids: { readonly kept: Id; readonly edited: Id; readonly gone: Id; readonly other: Id };
  /** What the store told before, of everything. */
  readonly old: Pulled;
  /** What it has to tell `b`. */
  readonly truth: Pulled;
}

/** What a store may tell instead of the truth, and the error that refuses it. */
export interface Case {
  readonly name: string;
  readonly lie: (truth: Pulled, scene: Scene) => Pulled | Promise<Pulled>;
  readonly code: string;
}

/** Since b was here last: an edit, a new note, a deletion, a new way in, a third browser. */
export async function newScene(): Promise<Scene> {
  const account = await newAccount();
  const a = await Browser.first(account, 'laptop');
  const ids = { kept: await a.write('kept'), edited: await a.write('1'), gone: await a.write('gone'), other: newId() };
  await a.sync();
  const old = await pullAll(a.client, undefined);
  const b = await Browser.joining(account, 'desk');
  await b.write('unsent');
  await a.sync();
  await a.edit(ids.edited, { title: '2' });
  await a.sync();
  await a.write('other', {}, ids.other);
  await a.remove(ids.gone);
  await a.sync();
  await a.changeWays({ add: newPhraseWay(newPhrase(), 'Second') });
  await Browser.joining(account, 'phone');
  return { a, b, ids, old, truth: await pullAll(b.client, b.vault.replica.status?.head) };
}

export const chain: readonly Case[] = [
  {
    name: 'the first manifest is left out',
    code: 'store-forked',
    lie: (p) => ({ ...p, manifests: p.manifests.slice(1) }),
  },
  {
    name: 'a manifest in the middle is left out',
    code: 'store-forked',
    lie: (p) => ({ ...p, manifests: without(p.manifests, 1) }),
  },
  {
    name: 'the last manifest is left out',
    code: 'store-forked',
    lie: (p) => ({ ...p, manifests: p.manifests.slice(0, -1) }),
  },
  { name: 'all manifests are left out', code: 'store-forked', lie: (p) => ({ ...p, manifests: [] }) },
  {
    name: 'manifests change places',
    code: 'store-forked',
    lie: (p) => ({ ...p, manifests: [...p.manifests].reverse() }),
  },
  {
    name: 'a manifest comes twice',
    code: 'store-forked',
    lie: (p) => ({ ...p, manifests: [first(p.manifests), ...p.manifests] }),
  },
  {
    name: 'a manifest is changed',
    code: 'store-forged',
    lie: (p) => withLast(p, (m) => ({ ...m, manifest: flipped(m.manifest) })),
  },
  {
    name: 'a manifest is made up',
    code: 'store-forged',
    lie: (p) => withLast(p, (m) => ({ ...m, manifest: randomBytes(400) })),
  },
  { name: 'the head is another', code: 'store-forked', lie: (p) => ({ ...p, head: toBase64url(randomBytes(32)) }) },
  { name: 'the sequence is another', code: 'store-forged', lie: (p) => ({ ...p, sequence: p.sequence + 1 }) },
  { name: 'the store goes back', code: 'store-rolled-back', lie: (p) => ({ ...p, sequence: 1 }) },
  {
    name: 'another history of the same account',
    code: 'store-forked',
    lie: (p, { old }) => ({ ...p, ...old, lists: p.lists, sequence: p.sequence, since: p.since }),
  },
];

export const authors: readonly Case[] = [
  {
    name: 'a signature is changed',
    code: 'store-forged',
    lie: (p) => withLast(p, (m) => ({ ...m, signature: flipped(m.signature) })),
  },
  {
    name: 'a commit is put to another device',
    code: 'store-forged',
    lie: (p, { a }) => withLast(p, (m) => ({ ...m, author: a.vault.device.id })),
  },
  {
    name: 'a commit is put to this device',
    code: 'store-forged',
    lie: (p, { b }) => withLast(p, (m) => ({ ...m, author: b.vault.device.id })),
  },
  {
    name: 'a commit is put to nobody',
    code: 'store-forged',
    lie: (p) => withLast(p, (m) => ({ ...m, author: newId() })),
  },
  {
    name: 'a device that is not listed writes with all keys of the vault',
    code: 'store-forged',
    lie: async (p, { a }) => {
      const device = newId();
      const made = await forged(p, a, { device });
      const { parent, manifest } = last(made.manifests);
      const { privateKey } = await signingKeyPair();
      const message = associate('authorship', { account: fromId(a.vault.account), parent, manifest });
      const signature = await sign(privateKey, message);
      return withLast(made, (m) => ({ ...m, author: device, signature }));
    },
  },
  { name: 'an extension of the list is left out', code: 'store-forged', lie: (p) => ({ ...p, lists: [] }) },
  {
    name: 'an extension of the list is changed',
    code: 'store-forged',
    lie: (p) => ({ ...p, lists: p.lists.map(flipped) }),
  },
  {
    name: 'a listed device skips a number',
    code: 'store-forged',
    lie: (p, { a }) => forged(p, a, { sequence: p.sequence + 2 }),
  },
  {
    name: 'a listed device repeats a number',
    code: 'store-forged',
    lie: (p, { a }) => forged(p, a, { sequence: p.sequence }),
  },
  {
    name: 'a listed device names another',
    code: 'store-forged',
    lie: (p, { a, b }) => forged(p, a, { device: b.vault.device.id }),
  },
  {
    name: 'a listed device names another list',
    code: 'store-forged',
    lie: (p, { a }) => forged(p, a, { list: randomBytes(32) }),
  },
  {
    name: 'a listed device names another keyring',
    code: 'store-forged',
    lie: (p, { a }) => forged(p, a, { keyring: randomBytes(32) }),
  },
  { name: 'a listed device names no slots', code: 'slot-tampered', lie: (p, { a }) => forged(p, a, { slots: [] }) },
  {
    name: 'a listed device forks',
    code: 'store-forked',
    lie: (p, { a }) => forged(p, a, { previous: randomBytes(32) }),
  },
  { name: 'a commit of this device that it never made', code: 'device-cloned', lie: (p, { b }) => forged(p, b, {}) },
  { name: 'a later format', code: 'format-unknown', lie: (p, { a }) => later(p, a) },
];

export const records: readonly Case[] = [
  {
    name: 'a record is left out',
    code: 'record-sum',
    lie: (p, { ids }) => ({ ...p, records: p.records.filter(({ id }) => id !== ids.other) }),
  },
  {
    name: 'an edit is left out',
    code: 'record-sum',
    lie: (p, { ids }) => ({ ...p, records: p.records.filter(({ id }) => id !== ids.edited) }),
  },
  { name: 'all records are left out', code: 'record-sum', lie: (p) => ({ ...p, records: [] }) },
  { name: 'a deletion is left out', code: 'record-sum', lie: (p) => ({ ...p, deleted: [] }) },
  {
    name: 'another record is deleted',
    code: 'record-sum',
    lie: (p, { ids }) => ({ ...p, deleted: [...p.deleted, { id: ids.kept, revision: 1 }] }),
  },
  {
    name: 'a deletion hits another record',
    code: 'record-sum',
    lie: (p, { ids }) => ({ ...p, deleted: [{ id: ids.kept, revision: 1 }] }),
  },
  {
    name: 'a deleted record comes back',
    code: 'record-sum',
    lie: (p, { old, ids }) => ({ ...p, deleted: [], records: [...p.records, record(old, ids.gone)] }),
  },
  {
    name: 'a record is an older one',
    code: 'record-sum',
    lie: (p, { old, ids }) => replaced(p, ids.edited, record(old, ids.edited)),
  },
  {
    name: 'a record is put at another revision',
    code: 'record-sum',
    lie: (p, { ids }) => replaced(p, ids.edited, { revision: 9 }),
  },
  {
    name: 'a record is changed',
    code: 'record-sum',
    lie: (p, { ids }) => replaced(p, ids.edited, { blob: flipped(record(p, ids.edited).blob) }),
  },
  {
    name: 'two records change places',
    code: 'record-sum',
    lie: (p, { ids }) => {
      const [one, two] = [record(p, ids.edited).blob, record(p, ids.other).blob];
      return replaced(replaced(p, ids.edited, { blob: two }), ids.other, { blob: one });
    },
  },
  {
    name: 'a listed device lies about the sum',
    code: 'record-sum',
    lie: (p, { a }) => forged(p, a, { sum: randomBytes(32) }),
  },
  { name: 'a listed device lies about the count', code: 'record-sum', lie: (p, { a }) => forged(p, a, { count: 1 }) },
];

export const keys: readonly Case[] = [
  {
    name: 'keyring and slots are left out',
    code: 'store-forged',
    lie: ({ since, head, sequence, manifests, lists, records: told, deleted }) => ({
      since,
      head,
      sequence,
      manifests,
      lists,
      records: told,
      deleted,
    }),
  },
  {
    name: 'keyring and slots are the old ones',
    code: 'store-forged',
    lie: (p, { old }) => ({ ...p, ...(old.state ? { state: old.state } : {}) }),
  },
  {
    name: 'the keyring is the old one',
    code: 'slot-tampered',
    lie: (p, { old }) => withState(p, { keyring: old.state?.keyring ?? randomBytes(1) }),
  },
  {
    name: 'the slots are the old ones',
    code: 'slot-tampered',
    lie: (p, { old }) => withState(p, { slots: old.state?.slots ?? [] }),
  },
  {
    name: 'a slot is left out',
    code: 'slot-tampered',
    lie: (p) => withState(p, { slots: p.state?.slots.slice(1) ?? [] }),
  },
  {
    name: 'a slot comes twice',
    code: 'slot-tampered',
    lie: (p) => withState(p, { slots: [...(p.state?.slots ?? []), first(p.state?.slots ?? [])] }),
  },
  {
    name: 'the keyring is changed',
    code: 'store-forged',
    lie: (p) => withState(p, { keyring: flipped(p.state?.keyring ?? randomBytes(1)) }),
  },
  { name: 'a slot is nonsense', code: 'store-forged', lie: (p) => withState(p, { slots: [randomBytes(20)] }) },
  {
    name: 'keyring and slots as after a rotation, without our slot',
    code: 'rotated-away',
    lie: (p) => withState(p, { keyring: randomBytes(400), slots: [] }),
  },
];
