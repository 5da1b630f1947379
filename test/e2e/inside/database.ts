import { database } from '../../../src/platform/database/database.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Header {
  readonly head: Bytes;
  readonly sync?: { readonly synced?: { readonly head: Bytes }; readonly sent: readonly { readonly head: Bytes }[] };
  readonly extra?: unknown;
}

const headOf = (n: number): Bytes => new Uint8Array(32).fill(n);
const row = (id: string, n: number) => ({ id, revision: n, blob: headOf(n) });
const chunks = (...numbers: number[]) => numbers.map((n, chunk) => ({ chunk, bytes: headOf(n) }));

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? (error as Error).name,
  );
}

/** What is there, in words short enough to compare. */
async function picture(db: ReturnType<typeof database<Header>>): Promise<string> {
  const [header, records, snapshot] = [await db.read(), await db.readRecords(), await db.readSnapshot()];
  const rows = records.map(({ id, revision }) => `${id}${String(revision)}`).join(' ');
  return `${String(header?.head[0] ?? '-')} | ${rows} | ${snapshot.map((chunk) => chunk[0]).join(' ')}`;
}

function removed(name: string): Promise<string> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve('removed');
    request.onblocked = () => resolve('blocked');
    request.onerror = () => resolve('failed');
  });
}

function openNewer(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 99);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });
}

/** Each: what was done, and what came of it. Runs inside a browser, over its own IndexedDB. */
export async function runDatabase(): Promise<Record<string, unknown>> {
  const name = `test-${String(Math.random())}`;
  const db = database<Header>(name);
  const found: Record<string, unknown> = {};

  found['empty'] = await picture(db);
  await db.apply({
    expected: null,
    header: { head: headOf(1) },
    put: [row('a', 1), row('b', 1)],
    remove: [],
    snapshot: chunks(1, 2, 3),
    snapshotLength: 3,
  });
  found['first'] = await picture(db);
  found['second first'] = await codeOf(db.apply({ expected: null, header: { head: headOf(9) }, put: [], remove: [] }));
  found['stale'] = await codeOf(
    db.apply({ expected: { head: headOf(7) }, header: { head: headOf(9) }, put: [row('z', 9)], remove: ['a'] }),
  );
  const sending = { head: headOf(1), sync: { sent: [{ head: headOf(8) }] } };
  found['about to send'] = await codeOf(
    db.apply({ expected: { head: headOf(1) }, header: sending, put: [], remove: [] }),
  );
  found['unaware of that'] = await codeOf(
    db.apply({ expected: { head: headOf(1) }, header: { head: headOf(9) }, put: [], remove: [] }),
  );
  found['aware of it'] = await codeOf(
    db.apply({
      expected: sending,
      header: { head: headOf(1), sync: { synced: { head: headOf(8) }, sent: [] } },
      put: [],
      remove: [],
    }),
  );
  found['unaware of what was followed'] = await codeOf(
    db.apply({ expected: { head: headOf(1) }, header: { head: headOf(9) }, put: [], remove: [] }),
  );
  const followed = await db.read();
  if (followed) await db.apply({ expected: followed, header: { head: headOf(1) }, put: [], remove: [] });
  found['after refusals'] = await picture(db);

  await db.apply({
    expected: { head: headOf(1) },
    header: { head: headOf(2) },
    put: [row('b', 2), row('c', 1)],
    remove: ['a', 'never was'],
    snapshot: chunks(4, 5),
    snapshotLength: 2,
  });
  found['changed'] = await picture(db);
  found['one record'] = [(await db.readRecord('b'))?.revision, (await db.readRecord('a')) ?? null];

  // The last of its puts cannot be stored: nothing of the whole may remain.
  const unstorable = { ...row('y', 1), extra: () => undefined };
  found['unstorable'] = await codeOf(
    db.apply({
      expected: { head: headOf(2) },
      header: { head: headOf(3) },
      put: [row('x', 1), unstorable],
      remove: ['b'],
    }),
  );
  found['after unstorable'] = await picture(db);

  const mine = (id: string, version: number) => ({ table: 'sessions', id, version, sealed: headOf(version) }) as const;
  const withRows = (rows: Parameters<typeof db.apply>[0]['rows'] & object) =>
    codeOf(db.apply({ expected: { head: headOf(2) }, header: { head: headOf(2) }, put: [], remove: [], rows }));
  const versions = async () =>
    (await db.readRows('sessions')).map(({ id, version }) => `${id}${String(version)}`).join();
  const rows: string[] = [];
  for (const change of [
    { put: [mine('s', 1), mine('t', 1)], remove: [] },
    { put: [mine('s', 3)], remove: [] },
    { put: [mine('u', 1)], remove: [mine('t', 2)] },
    { put: [mine('s', 2)], remove: [mine('t', 1)] },
    { put: [mine('t', 1)], remove: [], others: 'forbidden' },
    { put: [mine('v', 1)], remove: [mine('s', 2)], others: 'forbidden' },
    { put: [], remove: [], others: 'removed' },
  ] as const)
    rows.push(`${await withRows(change)}: ${await versions()}`);
  found['rows'] = rows;

  const other = database<Header>(name);
  const change = (n: number) => ({ expected: { head: headOf(2) }, header: { head: headOf(n) }, put: [], remove: [] });
  const race = await Promise.all([codeOf(db.apply(change(10))), codeOf(other.apply(change(11)))]);
  found['race'] = race.toSorted();

  found['removed'] = await removed(name);
  found['after removal'] = await picture(db);
  found['begun again'] = await codeOf(db.apply({ expected: null, header: { head: headOf(5) }, put: [], remove: [] }));
  await db.erase();
  found['erased'] = await picture(db);

  (await openNewer(name)).close();
  found['newer'] = await codeOf(db.read());
  await removed(name);
  return found;
}

/** Writes a change larger than the room that is left; then a small one, which must still fit. */
export async function runFull(): Promise<Record<string, unknown>> {
  const name = `full-${String(Math.random())}`;
  const db = database<Header>(name);
  const large = crypto.getRandomValues(new Uint8Array(65_536));
  const put = Array.from({ length: 160 }, (_, n) => ({ id: `r${String(n)}`, revision: 1, blob: large }));
  await db.apply({ expected: null, header: { head: headOf(1) }, put: [row('a', 1)], remove: [] });
  const found = {
    full: await codeOf(db.apply({ expected: { head: headOf(1) }, header: { head: headOf(2) }, put, remove: ['a'] })),
    after: await picture(db),
  };
  await removed(name);
  return found;
}
