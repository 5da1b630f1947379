import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, toBase64url, toUtf8 } from '../../src/encoding/index.ts';
import { listen, signInByKey } from '../../src/sync/index.ts';
import type { HeadAnswer } from '../../src/wire/index.ts';
import { EventReader } from '../../src/sync/exchange/event-reader.ts';
import { serveStore } from '../server/support/store.ts';
import { runs } from '../support/runs.ts';
import type { Answering } from './support/liar.ts';
import { startLiar, storeHeaders } from './support/liar.ts';
import { anySession, newClient } from './support/parts.ts';
import { push, somebody } from './support/person.ts';
import { soon } from './support/soon.ts';

describe('live events', () => {
  test('tell the head at once, and whenever it moves', async () => {
    const store = await serveStore();
    const [writer, reader] = [await newClient(store.origin), await newClient(store.origin)];
    const person = await somebody(writer);
    await signInByKey(reader, person.phrase.privateKey);
    const heads: HeadAnswer[] = [];
    const stopping = new AbortController();
    const listening = listen(reader, { head: (head) => heads.push(head) }, stopping.signal);
    await soon(() => expect(heads).toEqual([{ head: toBase64url(person.head), sequence: 1 }]));
    await push(writer, person);
    await soon(() => expect(heads.at(-1)).toEqual({ head: toBase64url(person.head), sequence: 2 }));
    const reason = new Error('locked');
    stopping.abort(reason);
    await expect(listening).rejects.toBe(reason);
  });

  test('say that the session was ended from another browser', async () => {
    const store = await serveStore();
    const [here, there] = [await newClient(store.origin), await newClient(store.origin)];
    const person = await somebody(here);
    const { session } = await signInByKey(there, person.phrase.privateKey);
    let isHeard = false;
    const listening = listen(there, { head: () => (isHeard = true) });
    await soon(() => expect(isHeard).toBe(true));
    const ended = expect(listening).rejects.toMatchObject({ code: 'signed-out' });
    await here.ask('sessionRevoke', { session });
    await ended;
  });

  test('end when the store stops', async () => {
    const store = await serveStore();
    const client = await newClient(store.origin);
    await somebody(client);
    let isHeard = false;
    const listening = listen(client, { head: () => (isHeard = true) });
    await soon(() => expect(isHeard).toBe(true));
    await store.running.stop();
    await listening;
  });

  const head = { head: 'A'.repeat(43), sequence: 1 };
  const stream =
    (...texts: string[]): Answering =>
    (_, response) => {
      response.writeHead(200, storeHeaders('text/event-stream'));
      response.end(texts.join(''));
    };

  test.each([
    ['an event that is no JSON', 'event: head\ndata: soon\n\n'],
    ['a head of another shape', 'event: head\ndata: {"head":"x","sequence":1}\n\n'],
    ['an end of another shape', 'event: signed-out\ndata: {"why":"because"}\n\n'],
    ['a line without an end', `event: head\ndata: ${'x'.repeat(5_000)}`],
  ])('that are nonsense: %s', async (_, text) => {
    const { origin } = await startLiar(stream(text));
    const client = await newClient(origin, { session: anySession });
    await expect(listen(client, { head: () => {} })).rejects.toMatchObject({ code: 'store-answer' });
  });

  test('of later versions, comments and other fields are passed over', async () => {
    const text = `:\n\nretry: 10\n\nevent: weather\ndata: {"rain":true}\n\nid: 7\nevent: head\ndata: ${JSON.stringify(head)}\n\n`;
    const { origin } = await startLiar(stream(text));
    const heads: HeadAnswer[] = [];
    await listen(await newClient(origin, { session: anySession }), { head: (told) => heads.push(told) });
    expect(heads).toEqual([head]);
  });

  test('that stay silent longer than a store does count as lost', async () => {
    const { origin } = await startLiar((_, response) => {
      response.writeHead(200, storeHeaders('text/event-stream'));
      response.write(':\n\n');
    });
    const client = await newClient(origin, { session: anySession, limits: { quiet: 50 } });
    await expect(listen(client, { head: () => {} })).rejects.toMatchObject({ code: 'slow' });
  });
});

describe('a stream of events', () => {
  test('is the same however it is cut', () => {
    const events = fc.array(fc.record({ event: fc.stringMatching(/^[a-z-]{1,9}$/), data: fc.json() }), {
      maxLength: 6,
    });
    const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(events, cuts, (told, lengths) => {
        const whole = concat(...told.map(({ event, data }) => toUtf8(`:\n\nevent: ${event}\ndata: ${data}\n\n`)));
        const reader = new EventReader(100_000);
        const read: { event: string; data: string }[] = [];
        for (let at = 0; at < whole.length;) {
          const { value: length } = lengths.next() as { value: number };
          for (const { event, data } of reader.take(whole.slice(at, at + length))) {
            read.push({ event, data: new TextDecoder().decode(data) });
          }
          at += length;
        }
        expect(read).toEqual(told);
      }),
      { numRuns: runs(60) },
    );
  });
});
