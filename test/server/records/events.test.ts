import { expect, test } from 'vitest';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, readAnswer } from '../support/client.ts';
import { Person } from '../support/person.ts';
import { openStore, serveStore } from '../support/store.ts';

interface Event {
  readonly event: string;
  readonly data: unknown;
}

/** Reads server-sent events one by one; undefined at the end of the stream. */
function eventsOf(response: Response): () => Promise<Event | undefined> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return async () => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(block) ?? [];
        if (event !== undefined && data !== undefined) return { event, data: JSON.parse(data) as unknown };
        continue;
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return undefined;
      text += decoder.decode(chunk.value, { stream: true });
    }
  };
}

async function listen(client: TestClient): Promise<() => Promise<Event | undefined>> {
  const response = await client.send(await client.proven('/v1/events'));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  return eventsOf(response);
}

test('a new head is pushed to all who listen, and to nobody else', async () => {
  const store = await serveStore();
  const [person, stranger] = [await Person.make(), await Person.make()];
  const [one, two, theirs] = [await store.client(), await store.client(), await store.client()];
  await person.signUp(one);
  await person.signInByPhrase(two);
  await stranger.signUp(theirs);
  const [heard, elsewhere] = [await listen(two), await listen(theirs)];
  expect(await heard()).toEqual({ event: 'head', data: { head: toBase64url(person.head), sequence: 1 } });
  expect(await elsewhere()).toMatchObject({ event: 'head', data: { head: toBase64url(stranger.head) } });
  await person.commit(one);
  expect(await heard()).toEqual({ event: 'head', data: { head: toBase64url(person.head), sequence: 2 } });
  await stranger.commit(theirs);
  expect(await elsewhere()).toMatchObject({ data: { head: toBase64url(stranger.head), sequence: 2 } });
});

test('a session that is ended hears it, and its stream ends', async () => {
  const store = await serveStore();
  const person = await Person.make();
  const [one, two] = [await store.client(), await store.client()];
  await person.signUp(one);
  await person.signInByPhrase(two);
  const heard = [await listen(one), await listen(two)] as const;
  await Promise.all(heard.map((next) => next()));
  await one.call('/v1/sessions/revoke', { json: { session: two.session } });
  expect(await heard[1]()).toEqual({ event: 'signed-out', data: {} });
  expect(await heard[1]()).toBeUndefined();
  await person.commit(one);
  expect(await heard[0]()).toMatchObject({ event: 'head', data: { sequence: 2 } });
});

test('a session that is pushed out by newer ones, or expires, loses its stream', async () => {
  const store = await openStore();
  const person = await Person.make();
  const first = await store.client();
  await person.signUp(first);
  const pushedOut = await listen(first);
  await pushedOut();
  const last = await store.client();
  for (let signedIn = 0; signedIn < 99; signedIn += 1) await person.signInByPhrase(await store.client());
  // Control: a hundred sessions is what there may be.
  await person.commit(first);
  expect(await pushedOut()).toMatchObject({ event: 'head', data: { sequence: 2 } });
  store.clock.forward(1);
  await person.signInByPhrase(last);
  await person.signInByPhrase(await store.client());
  expect(await pushedOut()).toEqual({ event: 'signed-out', data: {} });
  expect(await pushedOut()).toBeUndefined();
  const expiring = await listen(last);
  expect(await expiring()).toMatchObject({ event: 'head' });
  store.clock.forward(91 * 86_400_000);
  await store.app.sweep();
  expect(await expiring()).toEqual({ event: 'signed-out', data: {} });
});

test('a session that ends while its stream begins hears that it ended', async () => {
  const store = await openStore();
  const person = await Person.make();
  const [one, two] = [await store.client(), await store.client()];
  await person.signUp(one);
  await person.signInByPhrase(two);
  const opening = await two.proven('/v1/events');
  const [response] = await Promise.all([
    two.send(opening),
    one.call('/v1/sessions/revoke', { json: { session: two.session } }),
  ]);
  if (response.status !== 200) return;
  const heard = eventsOf(response);
  let event = await heard();
  if (event?.event === 'head') event = await heard();
  expect(event).toEqual({ event: 'signed-out', data: {} });
});

test('streams end when the store stops, and without a word of signing out', async () => {
  const store = await serveStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const heard = await listen(client);
  await heard();
  await store.running.stop();
  expect(await heard()).toBeUndefined();
});

test('a session may listen four times, and again when it has left', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const open = async () => client.send(await client.proven('/v1/events'));
  const streams = [await open(), await open(), await open(), await open()];
  expect(codeOf(await readAnswer(await open()))).toBe('too-many-requests');
  await streams[0]?.body?.cancel();
  expect((await open()).status).toBe(200);
});

test('whoever reads slowly hears the newest head, not all of them', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const heard = await listen(client);
  await heard();
  for (let made = 0; made < 60; made += 1) await person.commit(client);
  const sequences: number[] = [];
  while (sequences.at(-1) !== 61) sequences.push(((await heard()) as { data: { sequence: number } }).data.sequence);
  expect(sequences.length).toBeLessThan(40);
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
});
