import { describe, expect, test } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import { ContactClient, listen } from '../../src/sync/index.ts';
import type { MailNews } from '../../src/wire/index.ts';
import { readBundle } from '../../src/wire/index.ts';
import { filesOf, serveStore } from '../server/support/store.ts';
import { refusal } from '../support/refusal.ts';
import { says, startLiar, storeHeaders } from './support/liar.ts';
import { testEnvelope } from '../server/support/mail.ts';
import { Addressee, Writer } from './support/mailbox.ts';
import { newClient } from './support/parts.ts';
import { soon } from './support/soon.ts';

const nodeFetch = (url: string, init: RequestInit) => fetch(url, init);

/** Bob has an account at a store, and Alice knows his card. */
async function world() {
  const store = await serveStore();
  const bob = await Addressee.at(await newClient(store.origin));
  await bob.bringKeys(3);
  return { store, bob, alice: new Writer({ fetch: nodeFetch }) };
}

describe('somebody who has an invitation', () => {
  test('fetches list and bundle, leaves an envelope, and it arrives once', async () => {
    const { bob, alice } = await world();
    const holding = await bob.invite();
    const { newest, lists, bundles } = await alice.client.bundles(holding, 1);
    expect(newest).toBe(bob.device.held.checked.version);
    expect(lists).toEqual(bob.device.lists);
    const [bundle] = bundles.map(readBundle);
    expect(bundle?.certificate.value.device).toBe(bob.device.id);
    expect(bundle?.once?.value.kind).toBe('once');
    const [envelope, deposit] = [testEnvelope(), newId()];
    expect(await alice.leave(holding, bob.device.id, envelope, deposit)).toBe(envelope);
    expect(await alice.leave(holding, bob.device.id, envelope, deposit)).toBe(envelope);
    const { mail, more } = await bob.own.mail();
    expect({ mail, more }).toEqual({ mail: [{ id: deposit, by: 'invitation', envelope }], more: false });
    await bob.own.acknowledge([deposit]);
    expect(await bob.waiting()).toEqual([]);
    // Its answer was lost: it comes again, and has arrived already.
    expect(await alice.leave(holding, bob.device.id, envelope, deposit)).toBe(envelope);
    expect(await bob.waiting()).toEqual([]);
  });
});

test('whoever listens hears how much waits, first and whenever an envelope comes', async () => {
  const { bob, alice } = await world();
  const holding = await bob.accept();
  await alice.leave(holding, bob.device.id);
  const heard: MailNews[] = [];
  const stopping = new AbortController();
  const hears = { head: () => undefined, mail: (news: MailNews) => heard.push(news) };
  const listening = listen(bob.client, hears, stopping.signal).catch(() => undefined);
  await soon(() => expect(heard).toEqual([{ device: bob.device.id, count: 1 }]));
  await alice.leave(holding, bob.device.id);
  await soon(() => expect(heard.at(-1)).toEqual({ device: bob.device.id, count: 2 }));
  stopping.abort();
  await listening;
});

describe("a store that is somebody else's", () => {
  /** An account's holding at whatever answers there. */
  const holdingAt = (store: string) => ({ store, account: newId(), token: newId(), use: newId() });
  const deposit = () => ({ device: newId(), deposit: newId(), envelope: testEnvelope() });
  const soon = { answer: 100, silence: 100, whole: 300 };

  /** Everything that is asked of it, at once. */
  async function everything(store: string, limits?: typeof soon): Promise<string[]> {
    const client = new ContactClient({ fetch: nodeFetch, ...(limits && { limits }) });
    const holding = holdingAt(store);
    return Promise.all([
      refusal(client.bundles(holding, 1)),
      refusal(client.lists(holding, 1)),
      refusal(client.deposit({ ...holding, ...deposit() })),
    ]);
  }

  test('that redirects is not followed: whoever it names hears nothing', async () => {
    const other = await startLiar(says(200, {}));
    const liar = await startLiar(says(307, '', { location: `${other.origin}/v1/contact/deposits` }));
    expect(await everything(liar.origin)).toEqual(['not-a-store', 'not-a-store', 'not-a-store']);
    expect([liar.heard.length, other.heard.length]).toEqual([3, 0]);
  });

  test('that says nothing, or drips, is given up', async () => {
    const silent = await startLiar(() => undefined);
    const dripping = await startLiar((_, response) => {
      response.writeHead(200, storeHeaders('application/octet-stream'));
      const drip = setInterval(() => response.write(new Uint8Array(1)), 20);
      response.on('close', () => clearInterval(drip));
    });
    for (const { origin } of [silent, dripping])
      expect(await everything(origin, soon)).toEqual(['slow', 'slow', 'slow']);
  });

  test('that answers more than an answer may have is not read to its end', async () => {
    let written = 0;
    const liar = await startLiar((_, response) => {
      response.writeHead(200, storeHeaders('application/octet-stream'));
      const pour = (): void => {
        while (!response.destroyed && response.write(new Uint8Array(65_536))) written += 65_536;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const client = new ContactClient({ fetch: nodeFetch });
    expect(await refusal(client.bundles(holdingAt(liar.origin), 1))).toBe('store-answer');
    expect(written).toBeLessThan(32 * 1_048_576);
  });

  test('hears the token and what belongs to it, and nothing that would tell two people from each other', async () => {
    const liar = await startLiar(says(403, { code: 'token-refused' }));
    expect(await everything(liar.origin)).toEqual(['token-refused', 'token-refused', 'token-refused']);
    const usual = ['accept', 'accept-encoding', 'accept-language', 'connection', 'content-length', 'content-type'];
    const ofNode = ['host', 'sec-fetch-mode', 'user-agent', 'cache-control', 'pragma'];
    for (const { headers } of liar.heard)
      expect([...usual, ...ofNode]).toEqual(expect.arrayContaining(Object.keys(headers)));
    const asked: RequestInit[] = [];
    const client = new ContactClient({ fetch: (url, init) => (asked.push(init), fetch(url, init)) });
    await refusal(client.lists(holdingAt(liar.origin), 1));
    expect(asked[0]).toMatchObject({
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  });
});

test('two people at two stores write to each other, and each store knows its own alone', async () => {
  const [here, there] = [await serveStore(), await serveStore()];
  const [alice, bob] = [
    await Addressee.at(await newClient(here.origin)),
    await Addressee.at(await newClient(there.origin)),
  ];
  for (const person of [alice, bob]) await person.bringKeys(1);
  const writer = new Writer({ fetch: nodeFetch });
  const pairs = [
    { from: alice, to: bob, at: there },
    { from: bob, to: alice, at: here },
  ];
  for (const { from, to, at } of pairs) {
    const holding = await to.invite();
    expect(holding.store).toBe(at.origin);
    const { lists, bundles } = await writer.client.bundles(holding, 1);
    expect([lists, bundles.length]).toEqual([to.device.lists, 1]);
    const envelope = await writer.leave(holding, to.device.id);
    expect(await to.waiting()).toEqual([{ by: 'invitation', envelope }]);
    // The same account at the other store is nobody's.
    const elsewhere = at === here ? there : here;
    expect(await writer.leave({ ...holding, store: elsewhere.origin }, to.device.id)).toBe('token-refused');
    expect(filesOf(at.folder).includes(Buffer.from(fromId(from.person.account)))).toBe(false);
    // Control: whose store it is, it knows.
    expect(filesOf(at.folder).includes(Buffer.from(fromId(to.person.account)))).toBe(true);
  }
});
