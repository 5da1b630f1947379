import { expect, test } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { bytes } from '../../../src/encoding/index.ts';
import { MOST_COMMIT_RECORDS, readVaultAnswer } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person, everyWay } from '../support/person.ts';
import { openStore } from '../support/store.ts';

async function world(environment: Readonly<Record<string, string>> = {}) {
  const store = await openStore(environment);
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

const vaultOf = async (client: TestClient) => readVaultAnswer((await client.call('/v1/vault')).bytes);

test('a quota is judged before any signature is checked', async () => {
  const { person, client } = await world({ LATCHKEY_RECORDS: '3' });
  const forged = async (count: number) => {
    const { source } = await person.device.commit(person.head, {
      put: Array.from({ length: count }, () => testRecord()),
    });
    source[source.length - 1] = (source.at(-1) ?? 0) ^ 1;
    return codeOf(await client.commit(source));
  };
  expect(await forged(4)).toBe('quota');
  // Control: within the quota the signature is looked at.
  expect(await forged(3)).toBe('author-refused');
});

test('what a client replaces or deletes again and again is counted: deletions, keyrings, manifests', async () => {
  const { person, client } = await world({
    LATCHKEY_ACCOUNT_BYTES: '20000',
    LATCHKEY_COMMIT_BYTES: '20000',
    LATCHKEY_RECORD_BYTES: '2000',
  });
  const bytesNow = async () => (await vaultOf(client)).header.bytes;
  const before = await bytesNow();
  // A larger keyring counts by what it is larger.
  await person.commit(client, { keyring: bytes(2_000), slots: person.encodedSlots(everyWay) });
  const grown = (await bytesNow()) - before;
  expect(grown).toBeGreaterThan(1_400);
  expect(grown).toBeLessThan(2_600);
  const gone = Array.from({ length: 20 }, () => testRecord(10));
  await person.commit(client, { put: gone });
  const full = await bytesNow();
  await person.commit(client, { remove: gone.map(({ id }) => id) });
  // Each deletion keeps its row, and the commit its manifest.
  expect(await bytesNow()).toBeGreaterThan(full);
  const codes: (string | undefined)[] = [];
  while (codes.length < 60 && codes.at(-1) !== 'quota')
    codes.push(codeOf(await person.commit(client, { put: [testRecord(10)] })));
  expect(codes.at(-1)).toBe('quota');
});

test('more records than a commit may have are refused by their number', async () => {
  const { store, person, client } = await world();
  const ids = Array.from({ length: MOST_COMMIT_RECORDS + 1 }, () => newId());
  expect(codeOf(await person.commit(client, { remove: ids }))).toBe('too-large');
  expect(codeOf(await person.commit(client, { remove: ids.slice(1) }))).toBeUndefined();
  const records = Array.from({ length: 2_500 }, () => testRecord(20));
  // One of several slices goes while others come: nobody is left out.
  const stranger = await Person.make();
  const [long, short] = await Promise.all([
    person.commit(client, { put: records }),
    stranger.signUp(await store.client()),
  ]);
  expect([long.status, short.answer.status]).toEqual([200, 200]);
  expect((await vaultOf(client)).header).toMatchObject({ records: 2_500 });
});
