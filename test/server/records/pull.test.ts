import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { PullPage } from '../../../src/wire/index.ts';
import { endpoints, readPullPage } from '../../../src/wire/index.ts';
import { patience, runs } from '../../support/runs.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { openStore } from '../support/store.ts';

async function world() {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

async function page(client: TestClient, query: Record<string, string>): Promise<PullPage> {
  const answer = await client.call(`/v1/pull?${new URLSearchParams(query).toString()}`);
  expect(codeOf(answer)).toBeUndefined();
  return readPullPage(answer.bytes);
}

/** All pages; between them `meanwhile` may happen. */
async function pull(client: TestClient, since?: string, meanwhile?: () => Promise<void>): Promise<PullPage[]> {
  const from: Record<string, string> = since === undefined ? {} : { since };
  const pages = [await page(client, from)];
  for (let cursor = pages[0]?.header.cursor; cursor !== undefined; cursor = pages.at(-1)?.header.cursor) {
    await meanwhile?.();
    pages.push(await page(client, { ...from, cursor }));
  }
  return pages;
}

/** What a client knows: the newest blob of each record. */
type Known = Map<Id, { revision: number; blob: Bytes }>;

function learn(known: Known, pages: readonly PullPage[]): void {
  for (const { records, deleted } of pages) {
    for (const { id } of deleted) known.delete(id);
    for (const { id, revision, blob } of records) known.set(id, { revision, blob });
  }
}

test('a full pull of many records comes in pages, as of one head, and says how far it is', async () => {
  const { person, client } = await world();
  const put = Array.from({ length: 3_000 }, () => testRecord(4_000));
  for (let start = 0; start < put.length; start += 1_000) {
    await person.commit(client, { put: put.slice(start, start + 1_000) });
  }
  const pages = await pull(client);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages[0]).toMatchObject({ header: { manifests: 1, lists: 2, state: true, total: 3_000, sequence: 4 } });
  expect(pages.slice(1).every(({ header }) => header.manifests === 0 && !header.state)).toBe(true);
  expect(new Set(pages.map(({ header }) => header.head)).size).toBe(1);
  const known: Known = new Map();
  learn(known, pages);
  expect(known.size).toBe(3_000);
});

test('what changes while a pull runs comes with the next one', async () => {
  const { person, client } = await world();
  const put = Array.from({ length: 2_500 }, () => testRecord(4_000));
  await person.commit(client, { put });
  const known: Known = new Map();
  let turn = 0;
  const pages = await pull(client, undefined, async () => {
    turn += 1;
    const [changed, removed] = [put[turn], put[put.length - turn]];
    if (!changed || !removed) return;
    await person.commit(client, { put: [testRecord(10, changed.id, 2), testRecord(10)], remove: [removed.id] });
  });
  learn(known, pages);
  expect(turn).toBeGreaterThan(1);
  learn(known, await pull(client, pages[0]?.header.head));
  expect(known.size).toBe(2_500);
  expect([...known.values()].filter(({ revision }) => revision === 2)).toHaveLength(turn);
});

test('a store that does not know a head says so, with its own', async () => {
  const { person, client } = await world();
  const answer = await client.call(`/v1/pull?since=${toBase64url(randomBytes(32))}`);
  expect(answer.json).toEqual({ code: 'head-unknown', head: toBase64url(person.head), sequence: 1 });
  const zero = await client.call(`/v1/pull?since=${toBase64url(new Uint8Array(32))}`);
  expect(codeOf(zero)).toBe('head-unknown');
});

test.each([
  'since=x',
  'cursor=1',
  'cursor=0-0-0-0',
  'cursor=9-1-1-1',
  'cursor=1-1-1-1e9',
  'cursor=-1-1-1',
  `since=${'A'.repeat(42)}B`,
])('a pull with %s is malformed', async (query) => {
  const { client } = await world();
  expect(codeOf(await client.call(`/v1/pull?${query}`))).toBe('malformed');
});

test('many manifests come in pages too', async () => {
  const { person, client } = await world();
  const since = toBase64url(person.head);
  for (let made = 0; made < 120; made += 1) await person.commit(client, { manifest: randomBytes(60_000) });
  await person.commit(client, { put: [testRecord()] });
  const pages = await pull(client, since);
  expect(pages.length).toBeGreaterThan(1);
  const manifests = pages.flatMap((one) => one.manifests);
  expect(manifests).toHaveLength(121);
  expect(new Set(manifests.map(({ parent }) => toBase64url(parent))).size).toBe(121);
  expect(pages.flatMap(({ records }) => records)).toHaveLength(1);
});

test('nothing of one account is ever pulled by another', async () => {
  const { person, client, store } = await world();
  await person.commit(client, { put: [testRecord(500)] });
  const stranger = await Person.make();
  const theirs = await store.client();
  await stranger.signUp(theirs);
  const pages = await pull(theirs);
  expect(pages[0]).toMatchObject({ records: [], header: { head: toBase64url(stranger.head) } });
  expect(codeOf(await theirs.call(`/v1/pull?since=${toBase64url(person.head)}`))).toBe('head-unknown');
});

test('whoever pulls now and then knows what the store knows', { timeout: patience(120_000) }, async () => {
  const step = fc.record({
    writes: fc.array(fc.record({ place: fc.nat(11), remove: fc.boolean(), size: fc.integer({ min: 1, max: 300 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    pulls: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { person, client } = await world();
      const ids = Array.from({ length: 12 }, () => testRecord().id);
      const truth: Known = new Map();
      const known: Known = new Map();
      let since = toBase64url(person.head);
      for (const { writes, pulls } of steps) {
        const unique = [...new Map(writes.map((write) => [write.place, write])).values()];
        const put = unique.filter(({ remove }) => !remove).map(({ place, size }) => testRecord(size, ids[place]));
        const remove = unique.filter(({ remove: gone }) => gone).map(({ place }) => ids[place] ?? '');
        read(await person.commit(client, { put, remove }), endpoints.commit.answer);
        for (const id of remove) truth.delete(id);
        for (const { id, revision, blob } of put) truth.set(id, { revision, blob });
        if (!pulls) continue;
        const pages = await pull(client, since);
        learn(known, pages);
        since = pages[0]?.header.head ?? '';
        expect(known).toEqual(truth);
      }
      const fresh: Known = new Map();
      learn(fresh, await pull(client));
      expect(fresh).toEqual(truth);
    }),
    { numRuns: runs(8), seed: 3 },
  );
});
