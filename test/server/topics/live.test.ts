import { expect, test } from 'vitest';
import { toBase64url } from '../../../src/encoding/index.ts';
import { listen } from '../../../src/sync/index.ts';
import { newClient } from '../../sync/support/parts.ts';
import { somebody } from '../../sync/support/person.ts';
import { soon } from '../../sync/support/soon.ts';
import { serveStore } from '../support/store.ts';
import { Member, sha256Of, someAnnouncement } from './member.ts';

test('what is announced in any topic is told to all who listen, members or not: as it came, and once', async () => {
  const store = await serveStore();
  const heard: string[][] = [[], []];
  const stopping = new AbortController();
  for (const own of heard) {
    const client = await newClient(store.origin);
    await somebody(client);
    let isThere = false;
    const hears = {
      head: () => (isThere = true),
      topic: (news: { announcement: string }) => own.push(news.announcement),
    };
    void listen(client, hears, stopping.signal).catch(() => undefined);
    await soon(() => expect(isThere).toBe(true));
  }
  const [one, other] = [await Member.of(await newClient(store.origin)), await Member.of(await newClient(store.origin))];
  const first = someAnnouncement();
  const [second] = await one.fill(1);
  await other.append(first);
  // Sent again, as its answer was lost.
  await other.append(first, new Uint8Array(32));
  const all = [second ?? first, first].map((each) => toBase64url(each));
  await soon(() => expect(heard).toEqual([all, all]));
  // Of a flood they hear the beginning, and nobody’s stream is filled by it.
  const flood = await one.fill(30, sha256Of(second));
  const head = flood.slice(0, 18).map((each) => toBase64url(each));
  await soon(() =>
    expect(heard).toEqual([
      [...all, ...head],
      [...all, ...head],
    ]),
  );
  expect((await one.read()).newest).toBe(31);
  expect(heard[0]).toHaveLength(20);
  stopping.abort();
});
