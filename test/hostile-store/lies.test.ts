import { expect, test } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { endpoints } from '../../src/wire/index.ts';
import { TestClient } from '../server/support/client.ts';
import type { Change } from '../server/support/device.ts';
import { testRecord } from '../server/support/device.ts';
import { Person, everyWay } from '../server/support/person.ts';
import { openStore } from '../server/support/store.ts';
import type { Lie } from './index.ts';
import { HostileStore, answerLies, keyLies, logLies } from './index.ts';
import { inProcess } from '../support/in-process.ts';

const lies: readonly Lie[] = [...keyLies, ...logLies, ...answerLies];

/** A client that asks through a hostile store, and takes answers as they come. */
async function world(): Promise<{ hostile: HostileStore; client: TestClient; person: Person; since: string }> {
  const store = await openStore();
  const honest = inProcess(store.app);
  const [hostile, other] = [new HostileStore(honest), new HostileStore(honest)];
  const stranger = await Person.make();
  const theirs = await TestClient.of(through(other), store.origin);
  await stranger.signUp(theirs, everyWay, { put: [testRecord()] });
  for (const path of ['/v1/vault', '/v1/pull']) await theirs.call(path);
  hostile.learn(other);
  const person = await Person.make();
  const client = await TestClient.of(through(hostile), store.origin);
  await person.signUp(client);
  await client.call('/v1/vault');
  const [kept, gone, more] = [testRecord(), testRecord(), testRecord()];
  await person.commit(client, { put: [kept, gone, more] });
  await client.call('/v1/pull');
  const since = toBase64url(person.head);
  const newer: Change = { put: [testRecord(300, kept.id, 2), testRecord(300, more.id, 2)], remove: [gone.id] };
  await person.commit(client, { ...newer, keyring: randomBytes(600) });
  await person.commit(client, { put: [testRecord()] });
  return { hostile, client, person, since };
}

function through(hostile: HostileStore): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    const { method, headers, url } = request;
    return hostile.fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
  };
}

test('every lie has a name of its own', () => {
  expect(new Set(lies.map(({ name }) => name)).size).toBe(lies.length);
});

test('a hostile store that does not lie is an honest one', async () => {
  const { hostile, client } = await world();
  const response = await client.send(await client.proven('/v1/pull'));
  expect(response.status).toBe(200);
  expect(hostile.lied).toBe(0);
});

test('every lie is told: the answer differs from the honest one', { timeout: 120_000 }, async () => {
  const { hostile, client, person, since } = await world();
  const silent: string[] = [];
  for (const lie of lies) {
    hostile.tell(lie);
    const ask = async (request: Request): Promise<void> => {
      const response = await client.send(request);
      await response.arrayBuffer();
    };
    for (const path of ['/v1/vault', '/v1/pull', `/v1/pull?since=${since}`, '/v1/sessions'])
      await ask(await client.proven(path));
    await ask(client.request('/v1/store'));
    await ask(client.request('/v1/signin/start', { json: {} }));
    await ask(await client.proven('/v1/access/password', { json: { request: await person.registrationRequest() } }));
    if (hostile.lied === 0 && (await conversation(lie)) === 0) silent.push(lie.name);
    hostile.tell(undefined);
  }
  expect(silent).toEqual([]);
});

test('a lie about keys is told through every endpoint that tells keys', async () => {
  const { hostile, client } = await world();
  const silent: string[] = [];
  for (const lie of keyLies) {
    for (const endpoint of ['vault', 'pull'] as const) {
      hostile.tell(lie);
      await (await client.send(await client.proven(endpoints[endpoint].path))).arrayBuffer();
      if (hostile.lied === 0) silent.push(`${endpoint}: ${lie.name}`);
    }
  }
  expect(silent).toEqual([]);
});

/** Sign-ins and a commit by somebody new, for lies that only these meet. Answers how often was lied. */
async function conversation(lie: Lie): Promise<number> {
  const { hostile, client, person } = await world();
  const anyway = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);
  const made = await person.device.commit(person.head);
  hostile.tell(lie);
  await anyway(client.commit(made.source));
  if (hostile.lied === 0) await anyway(person.provePassword(client));
  if (hostile.lied === 0) await anyway(person.signInByPhrase(client));
  const backup = { kind: 'backup', code: person.codes[0] ?? '' } as const;
  if (hostile.lied === 0) await anyway(person.signInByPassword(client, backup));
  return hostile.lied;
}
