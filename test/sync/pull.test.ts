import { describe, expect, test } from 'vitest';
import { digest, newId, randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, fromId, toBase64url, toJson, u32, writeFrames } from '../../src/encoding/index.ts';
import type { Fetch, StoreClient } from '../../src/sync/index.ts';
import { pullAll, signInByKey } from '../../src/sync/index.ts';
import { testRecord } from '../server/support/device.ts';
import { holdStore } from './support/app.ts';
import { storeHeaders } from './support/liar.ts';
import { anySession, newClient } from './support/parts.ts';
import { push, somebody } from './support/person.ts';
import { inProcess } from '../support/in-process.ts';

const LARGE = 1_500_000;

/** Somebody with a vault of several pages. */
async function large(afterPage: () => Promise<unknown> = () => Promise.resolve()) {
  const store = await holdStore();
  const writer = await store.newClient();
  const person = await somebody(writer);
  const records = Array.from({ length: 8 }, () => testRecord(LARGE));
  await push(writer, person, { put: records });
  const fetch: Fetch = async (url, init) => {
    const response = await inProcess(store.app)(url, init);
    if (url.includes('/v1/pull')) await afterPage();
    return response;
  };
  const reader = await store.newClient({ fetch });
  await signInByKey(reader, person.phrase.privateKey);
  return { store, writer, person, records, reader };
}

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

describe('a pull', () => {
  test('of everything: live records, the newest manifest, keyring, slots and list', async () => {
    const store = await holdStore();
    const client = await store.newClient();
    const person = await somebody(client);
    const [kept, gone] = [testRecord(), testRecord()];
    await push(client, person, { put: [kept, gone] });
    await push(client, person, { remove: [gone.id] });
    const progress: [number, number][] = [];
    const pulled = await pullAll(client, undefined, (done, total) => progress.push([done, total]));
    expect(pulled).toMatchObject({ since: undefined, head: toBase64url(person.head), sequence: 3, deleted: [] });
    expect(pulled.records).toEqual([kept]);
    expect(pulled.manifests).toHaveLength(1);
    expect(pulled.lists).toHaveLength(2);
    expect(pulled.state?.slots).toHaveLength(4);
    expect(progress).toEqual([[1, 1]]);
  });

  test('since a head: every manifest after it, and each changed record once', async () => {
    const store = await holdStore();
    const client = await store.newClient();
    const person = await somebody(client);
    const [one, two] = [testRecord(), testRecord()];
    await push(client, person, { put: [one, two] });
    const since = toBase64url(person.head);
    const newest = { ...one, revision: 3, blob: randomBytes(100) };
    await push(client, person, { put: [{ ...one, revision: 2, blob: randomBytes(100) }] });
    await push(client, person, { put: [newest], remove: [two.id] });
    const pulled = await pullAll(client, since);
    expect(pulled.records).toEqual([newest]);
    expect(pulled.deleted).toMatchObject([{ id: two.id }]);
    expect(pulled.manifests.map(({ parent }) => toBase64url(parent))[0]).toBe(since);
    expect(pulled.manifests).toHaveLength(2);
    expect(pulled.state).toBeUndefined();
    const nothing = await pullAll(client, pulled.head);
    expect(nothing).toMatchObject({ head: pulled.head, manifests: [], records: [], deleted: [] });
  });

  test('in pages is one state, and says how far it is', async () => {
    const { reader, records, person } = await large();
    const progress: [number, number][] = [];
    const pulled = await pullAll(reader, undefined, (done, total) => progress.push([done, total]));
    expect(sorted(pulled.records.map(({ id }) => id))).toEqual(sorted(records.map(({ id }) => id)));
    expect(pulled.head).toBe(toBase64url(person.head));
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.at(-1)).toEqual([8, 8]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).sort((one, other) => one - other));
    // Nothing holds on to a page, or would be stored with it.
    for (const { blob } of pulled.records) expect(blob.buffer.byteLength).toBe(blob.length);
  });

  test('while others write is the state at the end, each record once', async () => {
    let between: () => Promise<unknown> = () => Promise.resolve();
    const { reader, writer, person, records } = await large(() => {
      const now = between;
      between = () => Promise.resolve();
      return now();
    });
    const [first, ...rest] = records;
    const last = rest.at(-1);
    if (!first || !last) throw new Error('no records');
    const added = testRecord();
    const changed = { ...first, revision: 2, blob: randomBytes(50) };
    between = () => push(writer, person, { put: [changed, added], remove: [last.id] });
    const pulled = await pullAll(reader, undefined);
    const want = new Map([...rest.slice(0, -1), changed, added].map((record) => [record.id, record]));
    expect(new Map(pulled.records.map((record) => [record.id, record]))).toEqual(want);
    expect(pulled.deleted).toEqual([]);
    expect(pulled.head).toBe(toBase64url(person.head));
    expect(pulled.manifests.map(({ manifest }) => toBase64url(digest('head', { manifest }))).at(-1)).toBe(pulled.head);
  });

  test('since a head that the store does not know says where the store is', async () => {
    const store = await holdStore();
    const client = await store.newClient();
    const person = await somebody(client);
    const unknown = toBase64url(randomBytes(32));
    await expect(pullAll(client, unknown)).rejects.toMatchObject({
      code: 'head-unknown',
      head: toBase64url(person.head),
      sequence: 1,
    });
  });

  test('ends when nobody waits for it any more', async () => {
    const { reader } = await large();
    const stopping = new AbortController();
    const reason = new Error('locked');
    await expect(pullAll(reader, undefined, () => stopping.abort(reason), stopping.signal)).rejects.toBe(reason);
  });
});

describe('pages that contradict each other', () => {
  const head = toBase64url(randomBytes(32));
  const [id, other] = [newId(), newId()];
  const manifest = concat(randomBytes(32), fromId(newId()), randomBytes(64), randomBytes(300));
  const record = (name: string): Bytes => concat(fromId(name), u32(1), randomBytes(20));
  const deletion = (name: string): Bytes => concat(fromId(name), u32(2));
  const counts = { manifests: 0, lists: 0, records: 0, deleted: 0, state: false };
  const start = { ...counts, head, sequence: 7, total: 2, manifests: 1 };

  /** A store that answers these pages, the last again and again. */
  function telling(...pages: readonly Bytes[]): Promise<StoreClient> {
    let next = 0;
    const fetch: Fetch = () => {
      const page = pages[Math.min(next, pages.length - 1)];
      next += 1;
      return Promise.resolve(new Response(page ?? null, { headers: storeHeaders('application/octet-stream') }));
    };
    return newClient('https://store.example', { fetch, session: anySession, limits: { pull: 20_000 } });
  }

  const page = (header: object, ...frames: Bytes[]): Bytes => writeFrames([toJson({ ...start, ...header }), ...frames]);
  const open = page({ records: 1, cursor: 'one' }, manifest, record(id));

  const lies: [string, Bytes[]][] = [
    ['a record twice on a page', [page({ records: 2 }, manifest, record(id), record(id))]],
    ['a record on two pages', [open, page({ manifests: 0, records: 1 }, record(id))]],
    ['a record that is there and deleted', [page({ records: 1, deleted: 1 }, manifest, record(id), deletion(id))]],
    ['another head on the second page', [open, page({ manifests: 0, head: toBase64url(randomBytes(32)) })]],
    ['another number on the second page', [open, page({ manifests: 0, sequence: 8 })]],
    [
      'more than was announced first',
      [open, page({ manifests: 0, records: 2, total: 3 }, record(other), record(newId()))],
    ],
    ['more than was announced', [page({ records: 2, total: 1 }, manifest, record(id), record(other))]],
    ['the same place for ever', [open, page({ manifests: 0, records: 1, cursor: 'one' }, record(other))]],
    ['a page with nothing on it, and more to come', [open, page({ manifests: 0, cursor: 'two' })]],
    ['a head without a commit', [page({ manifests: 0, records: 1 }, record(id))]],
    ['more than a vault can be', [page({ records: 1 }, manifest, concat(record(id), randomBytes(20_000)))]],
    ['a head that moves for ever', [open, page({ manifests: 0 }), open, page({ manifests: 0 })]],
    ['fewer frames than its header says', [page({ records: 2 }, manifest, record(id))]],
  ];
  test.each(lies)('%s', async (_, pages) => {
    await expect(pullAll(await telling(...pages), undefined)).rejects.toMatchObject({ code: 'store-answer' });
  });

  const many = (count: number, frame: () => Bytes): Bytes[] => Array.from({ length: count }, frame);
  const gone = (count: number): Bytes =>
    page({ deleted: count, total: count }, manifest, ...many(count, () => deletion(newId())));
  const steps = (count: number): Bytes =>
    page({ manifests: count }, ...many(count, () => concat(manifest.subarray(0, 112), bytes(1))));

  test('entries of next to no bytes are counted too, and a few of them are taken', async () => {
    for (const since of [undefined, toBase64url(randomBytes(32))]) {
      await expect(pullAll(await telling(gone(40)), since)).rejects.toMatchObject({ code: 'store-answer' });
      expect((await pullAll(await telling(gone(20)), since)).deleted).toHaveLength(since === undefined ? 0 : 20);
      await expect(pullAll(await telling(steps(40)), since)).rejects.toMatchObject({ code: 'store-answer' });
      expect((await pullAll(await telling(steps(20)), since)).manifests).toHaveLength(20);
    }
  });

  test('news of a head that has not moved', async () => {
    const silent = await telling(page({ manifests: 0, records: 1 }, record(id)));
    await expect(pullAll(silent, head)).rejects.toMatchObject({ code: 'store-answer' });
  });

  test('a store that is never at rest is not pulled from for ever', async () => {
    let asked = 0;
    const fetch: Fetch = (url) => {
      asked += 1;
      const isFirst = !url.includes('cursor');
      const next = toBase64url(digest('head', { manifest: u32(Math.floor(asked / 2)) }));
      const told = isFirst
        ? page({ head: next, deleted: 1, cursor: 'one' }, manifest, deletion(id))
        : page({ head: toBase64url(digest('head', { manifest: u32(Math.floor((asked - 1) / 2)) })), manifests: 0 });
      return Promise.resolve(new Response(told, { headers: storeHeaders('application/octet-stream') }));
    };
    const client = await newClient('https://store.example', { fetch, session: anySession });
    await expect(pullAll(client, undefined)).rejects.toMatchObject({ code: 'store-answer' });
    expect(asked).toBeLessThan(100);
  });
});
