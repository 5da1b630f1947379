import { expect, it } from 'vitest';
import { fromBase64url, fromId } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { filesOf, serveStore } from '../../server/support/store.ts';
import { tap } from '../../server/support/tap.ts';
import { found } from '../../support/canaries.ts';
import { freePort } from '../../support/free-port.ts';
import { soon } from '../../sync/support/soon.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { acceptOnly, add, allSent, isRead, seal } from './support/two.ts';

/*
 * Two people at one store that listens: every byte that goes to it and comes from it is kept. What their texts say, how they call
 * themselves and where they write is found in none of it, nor in anything that the store keeps or writes down.
 */
interface Asked {
  readonly path: string;
  readonly body: Buffer;
}

async function world() {
  const port = await freePort();
  const origin = `http://localhost:${String(port)}`;
  const served = await serveStore({ LATCHKEY_ORIGIN: origin });
  const wire = await tap(port, served.port);
  const store = { ...served, origin, app: served.running.app } as unknown as HeldStore;
  const contacted: Asked[] = [];
  const arrive = async (name: string) => {
    const person = await Person.arrive(`${name.toLowerCase()}@example.org`, store);
    person.fetch = (url, init) => {
      const path = new URL(url).pathname;
      if (path.startsWith('/v1/contact/') && init.body instanceof Uint8Array)
        contacted.push({ path, body: Buffer.from(init.body) });
      return fetch(url, init);
    };
    const browser = await person.settledBrowser();
    await browser.ask('contacts.card.make', { name });
    await browser.parts.messages.receive();
    return browser;
  };
  return { served, wire, contacted, alice: await arrive('Alicewombat'), bob: await arrive('Bobnarwhal') };
}

/** What stands in the archive of a browser, as bytes: the keys, ids and conversations of its texts. */
async function archivedIn(browser: Browser): Promise<Record<string, Bytes>> {
  const vault = await browser.parts.session.vault();
  const bodies = await vault.records.readMany(vault.records.unlisted().map(({ id }) => id));
  const secrets: Record<string, Bytes> = {};
  bodies.forEach(({ body }, at) => {
    const { kind, key, id, conversation } = body as Record<string, string>;
    if (kind !== 'message') return;
    for (const [name, value] of Object.entries({ key, id, conversation }))
      secrets[`${name} ${String(at)}`] = fromBase64url(value ?? '');
  });
  return secrets;
}

async function idsOf({ parts }: Browser): Promise<Record<string, Bytes>> {
  const { account, certificate } = await (await parts.session.vault()).rows.own();
  return { account: fromId(account), device: fromId(certificate.device), signing: certificate.signing };
}

it('a store that sees all of it knows neither what two people write nor to whom, and no deposit says from whom', async () => {
  const { served, wire, contacted, alice, bob } = await world();
  const texts = ['canaryibex at noon', 'canaryquokka at the pier', 'canarytapir once more'] as const;
  const toBob = await add(alice, bob);
  const first = await seal(alice, toBob, texts[0]);
  const toAlice = await acceptOnly(bob);
  await isRead(bob, first, texts[0]);
  await isRead(alice, await seal(bob, toAlice, texts[1]), texts[1]);
  await allSent(bob, toAlice);
  const before = contacted.length;
  // By now she writes by his delivery token. It waits in his mailbox while everything is looked at.
  bob.online = false;
  const last = await seal(alice, toBob, texts[2]);
  await allSent(alice, toBob);

  const archived = await archivedIn(alice);
  expect(Object.keys(archived).length).toBeGreaterThanOrEqual(9);
  const words = { ibex: 'canaryibex', quokka: 'canaryquokka', tapir: 'canarytapir' };
  const secrets = { ...archived, ...words, alice: 'Alicewombat', bob: 'Bobnarwhal', page: 'chat.example' };
  const [sent, answered] = [wire.sent(), wire.answered()];
  expect(found(sent, secrets)).toEqual([]);
  expect(found(answered, secrets)).toEqual([]);
  expect(found(filesOf(served.folder, ['root.key']), secrets)).toEqual([]);
  const log = Buffer.from(served.logged.join(''));
  const [hers, his] = [await idsOf(alice), await idsOf(bob)];
  expect(found(log, { ...secrets, hers: hers['account'] ?? '', his: his['account'] ?? '' })).toEqual([]);

  // What she asked for and left by his tokens: not a word of hers, and nothing that a session has.
  const byHer = contacted.slice(before);
  expect(byHer.map(({ path }) => path)).toContain('/v1/contact/deposits');
  for (const { body } of byHer) expect(found(body, hers)).toEqual([]);
  const heads = [...sent.toString('latin1').matchAll(/POST (\/v1\/\S+) HTTP\/1\.1\r\n(.*?)\r\n\r\n/gs)];
  const contactHeads = heads.filter(([, path]) => path?.startsWith('/v1/contact/'));
  expect(contactHeads.length).toBeGreaterThanOrEqual(contacted.length);
  for (const [, , head = ''] of contactHeads) {
    expect(head.toLowerCase()).not.toMatch(/^(authorization|cookie|latchkey-request|referer|origin):/m);
  }
  expect(answered.toString('latin1').toLowerCase()).not.toMatch(/^set-cookie:/m);

  // Control: the same search finds what is there.
  const { texts: shown } = await alice.ask('conversations.read', { id: toBob });
  const seen = JSON.stringify([shown, await alice.ask('contacts.list', {}), await alice.ask('contacts.card', {})]);
  expect(found(Buffer.from(seen), words)).toEqual(Object.keys(words));
  expect(found(Buffer.concat(byHer.map(({ body }) => body)), his)).toEqual(['account', 'device']);
  expect(found(sent, hers)).toContain('account');
  expect(found(answered, his)).toContain('signing');
  expect(found(filesOf(served.folder, ['root.key']), hers)).toContain('account');
  expect(heads.some(([, path, head]) => path === '/v1/commits' && /^latchkey-request:/im.test(head ?? ''))).toBe(true);
  expect(log.toString()).toContain('"started"');

  bob.online = true;
  await soon(() => bob.parts.messages.receive());
  await isRead(bob, last, texts[2]);
  for (const { parts } of [alice, bob]) parts.store.stop();
});
