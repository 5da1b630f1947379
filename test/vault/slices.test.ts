import { describe, expect, it } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { readFrames } from '../../src/encoding/index.ts';
import { readCommit } from '../../src/wire/index.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';

const LIMITS = { records: 10, bytes: 1_000_000 };

const notes = (count: number, size = 20) =>
  Array.from({ length: count }, (_, number) => ({
    id: newId(),
    domain: 'notes' as const,
    body: { title: `note ${number}`, text: 'x'.repeat(size) },
  }));

const idsOf = (browser: Browser) => browser.vault.records.entries().map(({ id }) => id);

const titlesOf = async (browser: Browser) =>
  Object.values(await browser.notes())
    .map((body) => (body as { title: string }).title)
    .toSorted();

/** What each commit that is sent from now on brings: records written and removed, and their bytes. */
function watch(browser: Browser): { records: number; bytes: number; answered: boolean }[] {
  const seen: { records: number; bytes: number; answered: boolean }[] = [];
  browser.meddle = async (url, init, send) => {
    const isCommit = url.endsWith('/v1/commits') || url.endsWith('/v1/signup');
    if (!isCommit || !(init.body instanceof Uint8Array)) return send(url, init);
    const [, source] = readFrames(new Uint8Array(init.body), 2);
    const { put, remove } = readCommit(source ?? new Uint8Array(0));
    const bytes = put.reduce((sum, { blob }) => sum + blob.length, 0);
    const answer = await send(url, init);
    seen.push({ records: put.length + remove.length, bytes, answered: answer.ok });
    return answer;
  };
  return seen;
}

async function local(count: number, limits = LIMITS, size = 20): Promise<{ account: Account; first: Browser }> {
  const account = await newAccount();
  const first = await Browser.of(account, 'first');
  first.slice = limits;
  await first.create();
  await first.vault.records.write({ put: notes(count, size) });
  return { account, first };
}

describe('more than goes into one commit', () => {
  it('is published in several, and a new browser finds all of it', async () => {
    const { account, first } = await local(35);
    const seen = watch(first);
    await first.signUp();
    expect(seen).toMatchObject([{ records: 10, answered: true }]);
    await first.sync();
    expect(seen.length).toBeGreaterThan(3);
    expect(Math.max(...seen.map(({ records }) => records))).toBe(10);
    expect(seen.every(({ answered }) => answered)).toBe(true);
    expect(first.vault.replica.status).toMatchObject({ unsent: 0 });
    const second = await Browser.joining(account, 'second');
    expect(await titlesOf(second)).toEqual(await titlesOf(first));
    expect(await titlesOf(second)).toHaveLength(35);
  });

  it('is one commit where it fits', async () => {
    const { first } = await local(35, { records: 1_000, bytes: 1_000_000 });
    const seen = watch(first);
    await first.signUp();
    await first.sync();
    expect(seen).toHaveLength(1);
  });

  it('is divided by bytes, too', async () => {
    const { first } = await local(12, { records: 1_000, bytes: 10_000 }, 3_000);
    const seen = watch(first);
    await first.signUp();
    await first.sync();
    expect(Math.max(...seen.map(({ bytes }) => bytes))).toBeLessThanOrEqual(10_000);
    expect(first.vault.replica.status).toMatchObject({ unsent: 0 });
  });

  it('goes on where it was broken off, also after the background died, and while others write', async () => {
    const { account, first } = await local(35);
    await first.signUp();
    const seen = watch(first);
    const { meddle } = first;
    first.meddle = (url, init, send) =>
      url.endsWith('/v1/commits') && seen.length > 0
        ? Promise.reject(new TypeError('offline'))
        : meddle(url, init, send);
    await expect(first.sync()).rejects.toThrow();
    expect(seen).toHaveLength(1);
    const second = await Browser.joining(account, 'second');
    await second.vault.records.write({ put: notes(1).map((note) => ({ ...note, body: { title: 'of the second' } })) });
    await second.sync();
    await first.restart();
    first.meddle = meddle;
    await first.sync();
    await second.sync();
    expect(await titlesOf(second)).toEqual(await titlesOf(first));
    expect(await titlesOf(second)).toHaveLength(36);
  });

  it('may be deletions and edits', async () => {
    const { account, first } = await local(35);
    await first.signUp();
    await first.sync();
    const second = await Browser.joining(account, 'second');
    const ids = idsOf(first);
    await first.vault.records.write({ remove: ids.slice(0, 15).map((id) => ({ id })) });
    const edit = (id: string) => ({ id, domain: 'notes' as const, body: { title: `edited ${id}` }, base: 1 });
    await first.vault.records.write({ put: ids.slice(15).map(edit) });
    const seen = watch(first);
    await first.sync();
    expect(seen.length).toBeGreaterThan(3);
    expect(Math.max(...seen.map(({ records }) => records))).toBe(10);
    await second.sync();
    expect(await titlesOf(second)).toEqual(
      ids
        .slice(15)
        .map((id) => `edited ${id}`)
        .toSorted(),
    );
  });

  it('is made smaller where a proxy refuses it, and what is too large by itself holds nothing back', async () => {
    const { account, first } = await local(3, { records: 1_000, bytes: 1_000_000 });
    await first.signUp();
    await first.sync();
    const [large] = notes(1, 90_000);
    await first.vault.records.write({ put: [...(large ? [large] : []), ...notes(30, 3_000)] });
    const most = 60_000;
    first.meddle = async (url, init, send) =>
      init.body instanceof Uint8Array && init.body.length > most
        ? new Response('<html>', { status: 413 })
        : send(url, init);
    await expect(first.sync()).rejects.toMatchObject({ code: 'proxy-refused' });
    expect(first.vault.replica.status).toMatchObject({ unsent: 1 });
    const second = await Browser.joining(account, 'second');
    expect(await titlesOf(second)).toHaveLength(33);
    // Deleted, it holds nothing back any more; nor does it once the proxy takes it.
    const [larger] = notes(1, 90_000);
    await first.vault.records.write({ put: larger ? [larger] : [], remove: large ? [large] : [] });
    first.meddle = (url, init, send) => send(url, init);
    await first.sync();
    await second.sync();
    expect(await titlesOf(second)).toHaveLength(34);
    expect(first.vault.replica.status).toMatchObject({ unsent: 0 });
  });

  it('begins with a commit that every proxy lets through', async () => {
    const { account, first } = await local(20, { records: 1_000, bytes: 16_777_216 }, 30_000);
    const seen = watch(first);
    await first.signUp();
    expect(seen[0]?.bytes).toBeLessThan(262_144);
    await first.sync();
    expect(seen).toHaveLength(2);
    expect(await titlesOf(await Browser.joining(account, 'second'))).toHaveLength(20);
  });

  it('begins with the same commit when it is asked for again', async () => {
    const { first } = await local(35);
    const [one, two] = [
      await first.vault.replica.connect(first.client.origin),
      await first.vault.replica.connect(first.client.origin),
    ];
    expect(two.head).toEqual(one.head);
    expect(two.commit).toEqual(one.commit);
  });
});
