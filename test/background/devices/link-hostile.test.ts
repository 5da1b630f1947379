import { beforeEach, describe, expect, it } from 'vitest';
import { linkKeys, newLink, newLinkAnswer, postOf } from '../../../src/devices/index.ts';
import { fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { lookupOf } from '../../../src/sync/index.ts';
import { linkCode } from '../../../src/typed/index.ts';
import { newClient } from '../../sync/support/parts.ts';
import { inProcess } from '../../support/in-process.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { choose, handed, meet, numberOf, outcome } from './linking.ts';

let person: Person;
let old: Browser;
let fresh: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  old = await person.settledBrowser();
  await old.note('Alarm code');
  await old.settled();
  fresh = person.browser();
});

type Json = Record<string, unknown>;

/** The store answers a browser's questions of a path by `twist` of its honest answer. */
function meddle({ machine }: Browser, path: string, twist: (honest: Json) => Json | Promise<Json>): void {
  const honest = machine.fetch;
  machine.fetch = async (url, init) => {
    const response = await honest(url, init);
    if (new URL(url).pathname !== path || response.status !== 200) return response;
    const body = JSON.stringify(await twist((await response.json()) as Json));
    return new Response(body, { headers: response.headers });
  };
}

/** Answers with the bytes that another browser got when it asked. */
function replay(
  { machine }: Browser,
  path: string,
  recorded: { readonly bytes: Uint8Array; readonly headers: Headers },
) {
  const honest = machine.fetch;
  machine.fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    if (pathname !== path || search !== '') return honest(url, init);
    return new Response(recorded.bytes.slice(), { headers: recorded.headers });
  };
}

const failedState = { at: 'failed', code: 'link-forged' };

describe('whoever saw the code, and is no store', () => {
  it('can’t be let in instead: all that the new browser will say is fixed by it', async () => {
    const { code } = await fresh.ask('link.show', { address: person.address });
    const thief = await newLink(new Uint8Array(32).fill(7));
    const keys = linkKeys(linkCode(code).secret);
    // A store that helps: the new browser's message is replaced by theirs, under a right MAC.
    meddle(old, '/v1/link/hear', () => ({ request: toBase64url(postOf(keys, 'request', thief.request)) }));
    const { ticket } = await old.ask('link.read', { code });
    expect(await old.ask('link.asked', { ticket })).toEqual(failedState);
  });

  it('can answer first with a vault of their own, which is named before anything of it is opened', async () => {
    const mallory = await Person.arrive('mallory@example.org', person.store);
    const theirs = await mallory.settledBrowser();
    const { ticket: showing, code } = await fresh.ask('link.show', { address: person.address });
    const { ticket: reading } = await theirs.ask('link.read', { code });
    expect(await outcome(old.ask('link.read', { code }))).toBe('link-taken');
    const number = numberOf(await fresh.ask('link.shown', { ticket: showing }));
    await theirs.ask('link.asked', { ticket: reading });
    await choose(theirs, reading, number);
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({
      at: 'confirm',
      vault: { name: 'mallory@example.org' },
    });
    await fresh.ask('link.cancel', { ticket: showing });
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
    // The control: her own browser, and another code.
    expect(await handed(person, old, fresh)).toBeTruthy();
  });

  it('can’t name their vault by somebody else’s address: the store knows whose it is', async () => {
    const mallory = await Person.arrive('mallory@example.org', person.store);
    const theirs = await mallory.settledBrowser();
    const vault = await theirs.parts.session.vault();
    const id = vault.records.namedId('email');
    const { revision: base } = await vault.records.read(id);
    await vault.records.save({ id, domain: 'email', body: { address: person.email }, base });
    const one = await meet(mallory, theirs, fresh);
    expect(await outcome(choose(theirs, one.reading, numberOf(one.number)))).toBe('author-refused');
    expect(await fresh.ask('link.shown', { ticket: one.showing })).toEqual({ at: 'failed', code: 'link-over' });
    // And where the store was told of no address, or of another one, none counts that is named.
    for (const told of [undefined, toBase64url(lookupOf('mallory@example.org'))]) {
      const browser = person.browser();
      const two = await meet(person, old, browser);
      meddle(browser, '/v1/link/take', (honest) => ({ ...honest, lookup: told }));
      await choose(old, two.reading, numberOf(two.number));
      expect(await browser.ask('link.shown', { ticket: two.showing })).toEqual(failedState);
    }
    // The control: nothing else was wrong with it.
    expect(await handed(person, old, person.browser())).toBeTruthy();
  });

  it('can’t answer anew once they know what the new browser says, with the store’s help: it keeps to what it heard first', async () => {
    const { ticket: showing, code } = await fresh.ask('link.show', { address: person.address });
    const keys = linkKeys(linkCode(code).secret);
    // The store takes the new browser's message, says that it is down, and then tells another answer.
    const honest = fresh.machine.fetch;
    let isDown = true;
    fresh.machine.fetch = async (url, init) => {
      const response = await honest(url, init);
      return isDown && new URL(url).pathname === '/v1/link/reply' ? new Response(null, { status: 503 }) : response;
    };
    const { ticket: reading } = await old.ask('link.read', { code });
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ at: 'code' });
    isDown = false;
    meddle(fresh, '/v1/link/look', (said) => ({
      ...said,
      answer: toBase64url(postOf(keys, 'answer', newLinkAnswer(invented()))),
    }));
    await fresh.ask('link.shown', { ticket: showing });
    const asked = await old.ask('link.asked', { ticket: reading });
    // One number on both sides: it is the one of what was said first.
    expect(asked.at === 'choose' && asked.numbers).toContain(
      numberOf(await fresh.ask('link.shown', { ticket: showing })),
    );
  });

  it('can’t take what was handed over, nor ask for it: the store knows who opened the meeting', async () => {
    const { code, showing } = await meet(person, old, fresh);
    const client = await newClient(person.address, {
      fetch: inProcess(person.store.app),
      clock: person.store.clock.now,
    });
    const rendezvous = toBase64url(linkKeys(linkCode(code).secret).rendezvous);
    const guessed = { rendezvous, ticket: toBase64url(new Uint8Array(32)) };
    expect(await outcome(client.ask('linkLook', guessed))).toBe('link-unknown');
    expect(await outcome(client.ask('linkTake', guessed))).toBe('link-unknown');
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ at: 'number' });
  });
});

describe('a hostile store', () => {
  it('that changes the old browser’s answer, or invents one, is found out', async () => {
    const twists: ((honest: Json, code: string) => Json)[] = [
      (honest) => {
        const post = fromBase64url(String(honest['answer']));
        post[40] = (post[40] ?? 0) ^ 1;
        return { ...honest, answer: toBase64url(post) };
      },
      (honest, code) => {
        const keys = linkKeys(new Uint8Array(32).fill(code.length));
        return { ...honest, answer: toBase64url(postOf(keys, 'answer', newLinkAnswer(invented()))) };
      },
    ];
    for (const twist of twists) {
      const browser = person.browser();
      const { ticket, code } = await browser.ask('link.show', { address: person.address });
      meddle(browser, '/v1/link/look', (honest) => (honest['answer'] === undefined ? honest : twist(honest, code)));
      await old.ask('link.read', { code });
      expect(await browser.ask('link.shown', { ticket })).toEqual(failedState);
      expect(await browser.ask('status', {})).toMatchObject({ vault: 'none' });
    }
  });

  it('that gives the old browser its own words back, or none at all, gets nothing handed over', async () => {
    const { code, ticket: showing } = await fresh.ask('link.show', { address: person.address });
    const answers: unknown[] = [];
    meddle(fresh, '/v1/link/look', (honest) => {
      answers.push(honest['answer']);
      return honest;
    });
    const { ticket } = await old.ask('link.read', { code });
    await fresh.ask('link.shown', { ticket: showing });
    let says: Json = {};
    meddle(old, '/v1/link/hear', () => says);
    expect(await old.ask('link.asked', { ticket })).toMatchObject({ at: 'waiting' });
    says = { request: answers[0] };
    expect(await old.ask('link.asked', { ticket })).toEqual(failedState);
  });

  it('that swaps the messages of two linkings makes neither', async () => {
    const second = await person.joinedBrowser();
    const [one, two] = [fresh, person.browser()];
    const first = await one.ask('link.show', { address: person.address });
    const shown = await two.ask('link.show', { address: person.address });
    const { ticket: reading } = await old.ask('link.read', { code: first.code });
    await second.ask('link.read', { code: shown.code });
    const answers: Json[] = [];
    meddle(one, '/v1/link/look', (honest) => {
      answers.push(honest);
      return honest;
    });
    await one.ask('link.shown', { ticket: first.ticket });
    meddle(two, '/v1/link/look', (honest) => ({ ...honest, answer: answers[0]?.['answer'] }));
    expect(await two.ask('link.shown', { ticket: shown.ticket })).toEqual(failedState);
    // The control: the one whose messages were left alone.
    expect(await old.ask('link.asked', { ticket: reading })).toMatchObject({ at: 'choose' });
  });

  it('that hands over another account’s session, or other seals, lets nobody in', async () => {
    const mallory = await Person.arrive('mallory@example.org', person.store);
    const theirs = await mallory.settledBrowser();
    const [mine, hers] = [fresh, person.browser()];
    const elsewhere = await meet(mallory, theirs, hers);
    const taken: Json[] = [];
    meddle(hers, '/v1/link/take', (honest) => {
      taken.push(honest);
      return honest;
    });
    await choose(theirs, elsewhere.reading, numberOf(elsewhere.number));
    await hers.ask('link.shown', { ticket: elsewhere.showing });
    expect(taken).toHaveLength(1);
    for (const part of ['signedIn', 'about']) {
      const { showing, reading, number } = await meet(person, old, mine);
      meddle(mine, '/v1/link/take', (honest) => ({ ...honest, [part]: taken[0]?.[part] }));
      await choose(old, reading, numberOf(number));
      expect(await mine.ask('link.shown', { ticket: showing })).toEqual(failedState);
    }
    expect(await mine.ask('status', {})).toMatchObject({ vault: 'none' });
  });

  it('that gives another master key gets no vault kept', async () => {
    const { showing, reading, number } = await meet(person, old, fresh);
    meddle(fresh, '/v1/link/take', (honest) => {
      const key = fromBase64url(String(honest['key']));
      key[80] = (key[80] ?? 0) ^ 1;
      return { ...honest, key: toBase64url(key) };
    });
    await choose(old, reading, numberOf(number));
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ at: 'confirm' });
    expect(await outcome(fresh.ask('link.accept', { ticket: showing, deviceName: 'x' }))).toBe('link-forged');
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
    expect(await fresh.ask('account.status', {})).toEqual({ connected: false });
  });

  it('that shows the new browser an older state than the other one has is found out', async () => {
    const recorded = await everythingAt(person);
    await old.note('Written later');
    await old.settled();
    const showing = await handed(person, old, fresh);
    replay(fresh, '/v1/pull', recorded);
    expect(await outcome(fresh.ask('link.accept', { ticket: showing, deviceName: 'x' }))).toBe('link-state');
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
    expect(await fresh.ask('account.status', {})).toEqual({ connected: false });
    // The control: a browser that signs in remembers nothing, and would have been shown it.
    const signing = person.browser();
    replay(signing, '/v1/pull', recorded);
    const { state } = await person.enterByPassword(signing);
    expect(state).toMatchObject({ at: 'preview', state: { items: 1 } });
  });

  it('that relays between the new browser and the real store is no way in: who signs there names another store', async () => {
    const relay = 'https://relay.example';
    const honest = person.fetch;
    fresh.machine.fetch = async (url, init) => {
      const response = await honest(url.replace(relay, person.address), init);
      if (new URL(url).pathname !== '/v1/store') return response;
      const said = { ...((await response.json()) as Json), origin: relay };
      return new Response(JSON.stringify(said), { headers: response.headers });
    };
    const { ticket: showing, code } = await fresh.ask('link.show', { address: relay });
    const { ticket: reading } = await old.ask('link.read', { code });
    const number = numberOf(await fresh.ask('link.shown', { ticket: showing }));
    await old.ask('link.asked', { ticket: reading });
    await choose(old, reading, number);
    // The seals are the new browser's to open; nothing more comes by that store.
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ at: 'confirm' });
    expect(await outcome(fresh.ask('link.accept', { ticket: showing, deviceName: 'x' }))).toBe('signed-out');
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
  });
});

function invented() {
  const account = toBase64url(new Uint8Array(16).fill(1));
  const hash = new Uint8Array(32).fill(2);
  return { account, certificate: new Uint8Array(200), version: 1, list: hash, head: hash };
}

/** All that the store has now, as it tells it to a browser that asks for everything. */
async function everythingAt(of: Person): Promise<{ bytes: Uint8Array; headers: Headers }> {
  const browser = of.browser();
  const found: { bytes: Uint8Array; headers: Headers }[] = [];
  const honest = browser.machine.fetch;
  browser.machine.fetch = async (url, init) => {
    const response = await honest(url, init);
    if (new URL(url).pathname !== '/v1/pull') return response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    found.push({ bytes, headers: response.headers });
    return new Response(bytes.slice(), { headers: response.headers });
  };
  const { ticket } = await of.enterByPassword(browser);
  await browser.ask('signin.cancel', { ticket });
  const [first] = found;
  if (!first) throw new Error('nothing was pulled');
  return first;
}
