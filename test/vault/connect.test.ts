import { beforeEach, describe, expect, test } from 'vitest';
import { newPhraseWay } from '../../src/vault/index.ts';
import { newPhrase } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { Exchange, finishSignUp, startSignUp } from '../../src/sync/index.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { wayId } from '../support/vaults.ts';

let account: Account;
let a: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.of(account, 'laptop');
  await a.create();
});

async function seenBySecond(): Promise<void> {
  const b = await Browser.joining(account, 'desk');
  await a.sync();
  expect(await b.notes()).toEqual(await a.notes());
  expect(await b.vault.records.check()).toEqual({ damaged: [] });
  expect(await a.vault.records.check()).toEqual({ damaged: [] });
}

describe('a local vault and a new account', () => {
  test('everything is kept, and is there in a second browser', async () => {
    const id = await a.write('one');
    await a.edit(id, { title: 'two' });
    await a.vault.ways.remove((await a.vault.ways.add(newPhraseWay(newPhrase(), 'Former'))).id);
    await a.write('three');
    const [notes, ways, before] = [await a.notes(), a.vault.ways.list(), a.vault.replica.status];
    expect(before).toBeUndefined();
    await a.signUp();
    expect(a.vault.replica.status).toMatchObject({ connected: true, unsent: 0 });
    expect(a.vault.sequence).toBe(1);
    expect([await a.notes(), a.vault.ways.list()]).toEqual([notes, ways]);
    await seenBySecond();
  });

  test('what is written during the sign-up is sent after it', async () => {
    await a.write('before');
    const { commit, head } = await a.vault.replica.connect(a.client.origin);
    const id = await a.write('during');
    await a.edit(id, { title: 'during, edited' });
    await a.signUpWith(commit, head);
    await a.vault.replica.connected(commit);
    expect(a.vault.replica.status).toMatchObject({ connected: true, unsent: 1 });
    await a.sync();
    await seenBySecond();
  });

  test('asked again, it is the same commit', async () => {
    const first = await a.vault.replica.connect(a.client.origin);
    expect(await a.vault.replica.connect(a.client.origin)).toEqual(first);
    await a.restart();
    expect(await a.vault.replica.connect(a.client.origin)).toEqual(first);
  });

  test('an answer that was lost, with everything but the database: signing in finds the account that was made', async () => {
    const id = await a.write('one');
    const { commit, head } = await a.vault.replica.connect(a.client.origin);
    await a.signUpWith(commit, head);
    await a.restart();
    expect(a.vault.replica.status).toMatchObject({ connected: false, head: undefined });
    await a.edit(id, { title: 'edited since' });
    await a.signIn();
    await a.sync();
    expect(a.vault.replica.status).toMatchObject({ connected: true, unsent: 0 });
    await seenBySecond();
  });

  test('a sign-up that was refused leaves a local vault', async () => {
    const id = await a.write('one');
    await a.vault.replica.connect(a.client.origin);
    await a.remove(id);
    await a.vault.replica.disconnect();
    expect(a.vault.replica.status).toBeUndefined();
    await a.vault.ways.remove((await a.vault.ways.add(newPhraseWay(newPhrase(), 'Former'))).id);
    await a.restart();
    expect(await a.vault.records.check()).toEqual({ damaged: [] });
    await a.signUp();
    await seenBySecond();
  });

  test('a vault that others had joined can leave its store, and go to another', async () => {
    await a.signUp();
    await Browser.joining(account, 'desk');
    await a.write('one');
    await a.sync();
    await a.vault.replica.disconnect();
    await a.write('two');
    const elsewhere = await newAccount();
    const again = await Browser.of(elsewhere, 'laptop', a.disk);
    elsewhere.phrase = account.phrase;
    elsewhere.id = account.id;
    await again.unlock();
    await again.signUp();
    const other = await Browser.joining(elsewhere, 'phone');
    await again.sync();
    expect(await other.notes()).toEqual(await again.notes());
    expect(await again.vault.records.check()).toEqual({ damaged: [] });
  });

  test('ways in change with the store or not at all', async () => {
    await a.signUp();
    const way = newPhraseWay(newPhrase(), 'Another');
    await expect(a.vault.ways.add(way)).rejects.toMatchObject({ code: 'vault-connected' });
    await expect(a.vault.ways.remove(wayId(a.vault, 'phrase'))).rejects.toMatchObject({ code: 'vault-connected' });
    await expect(a.vault.replica.connect(a.client.origin)).rejects.toMatchObject({ code: 'vault-connected' });
    await expect(a.changeWays({ remove: 'AAAAAAAAAAAAAAAAAAAAAA' })).rejects.toMatchObject({ code: 'unknown-way' });
    await expect(a.changeWays({ remove: wayId(a.vault, 'phrase') })).rejects.toMatchObject({ code: 'last-way' });
  });

  test('a local vault takes part in no exchange', async () => {
    await expect(a.vault.replica.exchange().head()).rejects.toMatchObject({ code: 'not-connected' });
    await expect(a.changeWays({ add: newPhraseWay(newPhrase(), 'x') })).rejects.toMatchObject({
      code: 'not-connected',
    });
  });
});

describe('a local vault and an account that exists', () => {
  let local: Browser;

  /** The account has a note; the local vault has two, and ways in of its own. */
  beforeEach(async () => {
    await a.signUp();
    await a.write('of the account');
    await a.sync();
    local = await Browser.of(account, 'tablet');
    await local.createOwn();
    await local.write('one');
    await local.write('two');
  });

  test('its items move, its keys of texts come along, and it is gone', async () => {
    const [key, ids] = [local.vault.domainKey('messages'), Object.keys(await local.notes())];
    const before = local.vault.account;
    await local.moveIn();
    expect(local.vault.account).toBe(a.vault.account);
    expect(local.vault.account).not.toBe(before);
    expect(Object.keys(await local.notes())).toEqual(expect.arrayContaining(ids));
    expect(local.vault.records.entries()).toHaveLength(3);
    expect(local.vault.domainKey('messages', key?.epoch)?.key).toEqual(key?.key);
    expect(local.vault.replica.status).toMatchObject({ connected: true, unsent: 0 });
    expect(local.disk.records.size).toBe(a.disk.records.size + 2);
    await local.restart();
    expect(await local.vault.records.check()).toEqual({ damaged: [] });
    await a.sync();
    expect(await a.notes()).toEqual(await local.notes());
  });

  test('without the store it stays as it is; the next try loses nothing and doubles nothing', async () => {
    const stored = local.stored();
    local.meddle = async (url, init, send) => {
      const answer = await send(url, init);
      if (url.endsWith('/v1/commits')) throw new TypeError('connection lost');
      return answer;
    };
    await expect(local.moveIn()).rejects.toMatchObject({ code: 'unreachable' });
    expect(local.stored()).toEqual(stored);
    local.meddle = (url, init, send) => send(url, init);
    const [id] = Object.keys(await local.notes());
    await local.edit(id ?? '', { body: 'edited between' });
    await local.moveIn();
    expect(local.vault.records.entries()).toHaveLength(3);
    expect(await local.notes()).toMatchObject({ [id ?? '']: { body: 'edited between' } });
  });

  test('what is written meanwhile moves, too', async () => {
    let isFirst = true;
    local.meddle = async (url, init, send) => {
      if (isFirst && url.endsWith('/v1/commits')) {
        isFirst = false;
        await local.write('three');
      }
      return send(url, init);
    };
    await local.moveIn();
    expect(local.vault.records.entries()).toHaveLength(4);
    await a.sync();
    expect(await a.notes()).toEqual(await local.notes());
  });

  test('a damaged record stops it before anything is sent', async () => {
    const [row] = [...local.disk.records.values()].filter(({ id }) =>
      local.vault.records.entries().some((one) => one.id === id),
    );
    if (!row) throw new Error('no row');
    local.disk.records.set(row.id, { ...row, blob: row.blob.slice(0, -1) });
    await expect(local.moveIn()).rejects.toMatchObject({ code: 'record-damaged' });
    await a.sync();
    expect(a.vault.records.entries()).toHaveLength(1);
  });
});

test('an exchange reports what it does', async () => {
  await a.signUp();
  await a.write('one');
  const states: string[] = [];
  const parts = {
    client: a.client,
    ...a.vault.replica.exchange(),
    report: ({ at }: { at: string }) => void states.push(at),
  };
  await new Exchange(parts, new AbortController().signal).round();
  expect(states).toContain('pushing');
  expect(states.at(-1)).toBe('idle');
});

test('a sign-up is proven by the device', async () => {
  const start = await startSignUp(a.client, a.vault.account);
  const { commit, head } = await a.vault.replica.connect(a.client.origin);
  const slot = wayId(a.vault, 'phrase');
  const access = { signKeys: [{ slot, publicKey: toBase64url(new Uint8Array(32).fill(9)) }] };
  const sign = () => Promise.resolve(new Uint8Array(64));
  await expect(finishSignUp(a.client, start, { commit, head, sign, access })).rejects.toMatchObject({
    code: 'signin-refused',
  });
});
