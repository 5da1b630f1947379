import { describe, expect, test } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { newBackupCodes, pullAll, signInByKey } from '../../src/sync/index.ts';
import { two } from './support/browsers.ts';
import { storeHeaders } from './support/liar.ts';

describe('a round', () => {
  test('brings what one browser wrote to the other', async () => {
    const { one, other } = await two();
    const id = one.vault.edit('a note');
    await one.exchange.round();
    await other.exchange.round();
    expect(other.vault.texts()).toEqual({ [id]: 'a note' });
    expect([one, other].map(({ exchange }) => exchange.state)).toEqual([{ at: 'idle' }, { at: 'idle' }]);
    other.vault.edit(null, id);
    await other.exchange.round();
    await one.exchange.round();
    expect(one.vault.texts()).toEqual({});
    const said = new Set(one.vault.states.map(({ at }) => at));
    expect(said).toEqual(new Set(['pulling', 'following', 'pushing', 'idle']));
  });

  test('asked for while one runs is one more, shared by all who asked', async () => {
    const { one } = await two();
    const running = one.exchange.round();
    const id = one.vault.edit('written meanwhile');
    const [second, third] = [one.exchange.round(), one.exchange.round()];
    expect(third).toBe(second);
    expect(second).not.toBe(running);
    await Promise.all([running, second]);
    expect(one.vault.edits.size).toBe(0);
    expect(Object.keys(one.vault.texts())).toEqual([id]);
  });

  test('pulls again when another browser was faster, and both keep everything', async () => {
    const { one, other } = await two();
    await Promise.all([one.exchange.round(), other.exchange.round()]);
    const ids = [one.vault.edit('mine'), other.vault.edit('theirs')];
    await Promise.all([one.exchange.round(), other.exchange.round()]);
    await one.exchange.round();
    await other.exchange.round();
    expect(Object.keys(one.vault.texts()).sort()).toEqual(ids.sort());
    expect(other.vault.texts()).toEqual(one.vault.texts());
    expect(other.vault.at).toBe(one.vault.at);
  });

  test('that ends before its commit arrives sends the very same bytes again', async () => {
    const { one, other } = await two();
    await one.exchange.round();
    one.vault.edit('a');
    one.net.lost = 'commits';
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'unreachable' });
    expect(one.exchange.state).toMatchObject({ at: 'waiting', code: 'unreachable' });
    const { pending } = one.vault;
    one.net.lost = undefined;
    one.vault.edit('b');
    await one.exchange.round();
    expect(one.vault.edits.size).toBe(0);
    const pulled = await pullAll(other.client, undefined);
    expect(pulled.sequence).toBe(3);
    expect((await pullAll(other.client, pending?.parent)).manifests).toHaveLength(2);
    expect(one.vault.log.filter((name) => name === 'acknowledged')).toHaveLength(2);
  });

  test('whose acknowledgement is lost finds its commit at the store, once', async () => {
    const { one, other } = await two();
    await one.exchange.round();
    const id = one.vault.edit('a');
    one.net.unanswered = 'commits';
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'unreachable' });
    one.net.unanswered = undefined;
    await one.exchange.round();
    expect([one.vault.pending, one.vault.edits.size]).toEqual([undefined, 0]);
    const pulled = await pullAll(other.client, undefined);
    expect([pulled.sequence, pulled.records.map((record) => record.id)]).toEqual([2, [id]]);
  });

  test('survives both: a lost acknowledgement, and another browser that wrote after it', async () => {
    const { one, other } = await two();
    await one.exchange.round();
    one.vault.edit('mine');
    one.net.unanswered = 'commits';
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'unreachable' });
    one.net.unanswered = undefined;
    other.vault.edit('theirs');
    await other.exchange.round();
    await one.exchange.round();
    expect(one.vault.texts()).toEqual(other.vault.texts());
    expect(one.vault.at).toBe(other.vault.at);
  });

  test.each(['follow', 'prepare', 'acknowledged'] as const)('stops where %s fails, and goes on later', async (name) => {
    const { one, other } = await two();
    one.vault.edit('a');
    one.vault.failing = name;
    await expect(one.exchange.round()).rejects.toMatchObject({ code: `${name}-failed` });
    expect(one.exchange.state).toEqual({ at: 'stopped', code: `${name}-failed` });
    if (name !== 'acknowledged') expect(one.net.count('/v1/commits')).toBe(0);
    await one.exchange.round();
    await other.exchange.round();
    expect(one.vault.edits.size).toBe(0);
    expect(other.vault.texts()).toEqual(one.vault.texts());
    expect(other.vault.at).toBe(one.vault.at);
  });

  test('that finds the store without our head asks the vault, and nothing is sent', async () => {
    const { one } = await two();
    await one.exchange.round();
    one.vault.at = toBase64url(randomBytes(32));
    one.vault.edit('newer than the backup');
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'rollback' });
    expect(one.exchange.state).toEqual({ at: 'stopped', code: 'rollback' });
    expect(one.net.count('/v1/commits')).toBe(0);
    // The person decided: the vault now stands on the store's head.
    one.vault.whenUnknown = ({ head }) => {
      one.vault.at = head;
    };
    await one.exchange.round();
    expect(one.vault.edits.size).toBe(0);
    // A decision that changes nothing is no way on.
    one.vault.at = toBase64url(randomBytes(32));
    one.vault.whenUnknown = () => {};
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'head-unknown' });
  });

  test('with a change of what signs in waits for a fresh sign-in, and keeps the commit', async () => {
    const { store, one } = await two();
    await one.exchange.round();
    store.clock.forward(6 * 60_000);
    one.vault.access = { backupCodes: newBackupCodes() };
    one.vault.edit('with it');
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'signin-stale' });
    expect(one.exchange.state).toEqual({ at: 'stopped', code: 'signin-stale' });
    const { pending } = one.vault;
    await signInByKey(one.client, one.vault.person.phrase.privateKey);
    await one.exchange.round();
    expect(one.vault.at).toBe(pending?.prepared.head);
  });

  test('that the account has no room for is tried again later; what others wrote still comes', async () => {
    const { one, other } = await two({ LATCHKEY_RECORDS: '2' });
    await Promise.all([one.exchange.round(), other.exchange.round()]);
    const [first] = [1, 2].map(() => other.vault.edit('room'));
    await other.exchange.round();
    one.vault.edit('too much');
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'quota' });
    expect(one.exchange.state).toMatchObject({ at: 'waiting', code: 'quota' });
    expect(Object.values(one.vault.texts()).sort()).toEqual(['room', 'room', 'too much']);
    other.vault.edit(null, first);
    await other.exchange.round();
    await one.exchange.round();
    expect(one.vault.edits.size).toBe(0);
  });

  test('with something too large for the store sends all else', async () => {
    const { one, other } = await two({ LATCHKEY_RECORD_BYTES: '100000' });
    const small = ['a', 'b'].map((text) => one.vault.edit(text));
    const large = one.vault.edit('x'.repeat(100_001));
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'too-large' });
    expect(one.exchange.state).toMatchObject({ at: 'waiting', code: 'too-large' });
    expect([...one.vault.edits.keys()]).toEqual([large]);
    await other.exchange.round();
    expect(Object.keys(other.vault.texts())).toEqual(small.toSorted());
  });

  test.each([
    ['says so', (): Response => new Response('<html>413</html>', { status: 413 })],
    ['says that the store is down', (): Response => new Response('<html>502</html>', { status: 502 })],
  ])('with something too large for a proxy that %s sends all else, and that once it may', async (_, answer) => {
    const { one, other } = await two();
    await one.exchange.round();
    const most = 300_000;
    one.net.instead = (_path, length) => (length > most ? answer() : undefined);
    const texts = [...Array.from({ length: 8 }, (_value, number) => String(number).repeat(100_000)), 'x'.repeat(most)];
    const ids = texts.map((text) => one.vault.edit(text));
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'proxy-refused' });
    expect(one.exchange.state).toMatchObject({ at: 'waiting', code: 'proxy-refused' });
    expect([...one.vault.edits.keys()]).toEqual(ids.slice(-1));
    // What was found out is not forgotten: a change goes at once, and the large one is tried once.
    one.net.asked.length = 0;
    ids.push(one.vault.edit('small'));
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'proxy-refused' });
    expect(one.net.count('/v1/commits')).toBe(2);
    await other.exchange.round();
    expect(Object.keys(other.vault.texts())).toHaveLength(9);
    one.net.instead = undefined;
    await one.exchange.round();
    await other.exchange.round();
    expect(Object.keys(other.vault.texts())).toEqual(ids.toSorted());
  });

  test('whose large commit is lost with everything else is not taken for too large', async () => {
    const { one } = await two();
    await one.exchange.round();
    one.vault.edit('x'.repeat(200_000));
    one.net.lost = '/v1/commits';
    one.net.instead = (path) => (path === '/v1/store' ? new Response('', { status: 502 }) : undefined);
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'unreachable' });
    expect(one.net.count('/v1/commits')).toBe(1);
    // Control: a store that answers all else.
    one.net.instead = undefined;
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'proxy-refused' });
  });

  test('ends with the signal, by its reason, and asks nothing more', async () => {
    const { one } = await two();
    const reason = new Error('locked');
    const running = one.exchange.round();
    one.stopping.abort(reason);
    await expect(running).rejects.toBe(reason);
    one.net.asked.length = 0;
    await expect(one.exchange.round()).rejects.toBe(reason);
    expect(one.net.asked).toEqual([]);
  });
});

describe('a store that lies to an exchange', () => {
  const answer = (status: number, body: object): Response =>
    new Response(JSON.stringify(body), { status, headers: storeHeaders() });
  const head = toBase64url(randomBytes(32));

  test('about a conflict is not followed round and round', async () => {
    const { one } = await two();
    one.vault.edit('a');
    one.net.instead = (path) =>
      path === '/v1/commits' ? answer(409, { code: 'conflict', head, sequence: 9 }) : undefined;
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'store-answer' });
    expect(one.net.count('/v1/commits')).toBe(1);
    expect(one.vault.edits.size).toBe(1);
  });

  test('about what it took is not believed', async () => {
    const { one } = await two();
    one.vault.edit('a');
    one.net.instead = (path) => (path === '/v1/commits' ? answer(200, { head, sequence: 2 }) : undefined);
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'store-answer' });
    expect(one.vault.log).not.toContain('acknowledged');
    expect(one.vault.edits.size).toBe(1);
  });

  test('about an unknown head without naming its own is not asked about', async () => {
    const { one } = await two();
    one.vault.at = head;
    one.net.instead = () => answer(409, { code: 'head-unknown' });
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'store-answer' });
    expect(one.vault.log).toEqual([]);
  });

  test.each([
    ['wants to be left alone', 429, { code: 'too-many-requests', retryAfter: 90 }, 90_000],
    ['is stopping', 503, { code: 'unavailable', retryAfter: 5 }, 5_000],
    ['failed', 500, { code: 'failed' }, 0],
    ['has a full disk', 507, { code: 'store-full' }, 0],
  ])('or %s: later', async (_, status, body, least) => {
    const { store, one } = await two();
    one.net.instead = () => answer(status, body);
    const before = store.clock.now();
    await expect(one.exchange.round()).rejects.toMatchObject({ code: body.code });
    const { state } = one.exchange;
    expect(state).toMatchObject({ at: 'waiting', code: body.code });
    expect(state.at === 'waiting' ? state.until - before : 0).toBeGreaterThanOrEqual(least);
  });

  test('or wants us to wait for ever: an hour', async () => {
    const { store, one } = await two();
    one.net.instead = () => answer(429, { code: 'too-many-requests', retryAfter: Number.MAX_SAFE_INTEGER });
    await expect(one.exchange.round()).rejects.toMatchObject({ code: 'too-many-requests' });
    const { state } = one.exchange;
    expect(state.at === 'waiting' ? state.until : Infinity).toBeLessThanOrEqual(store.clock.now() + 3_600_000);
  });

  test.each([
    [401, 'signed-out'],
    [403, 'author-refused'],
    [422, 'format-unknown'],
  ])('or refuses with %s %s: stopped', async (status, code) => {
    const { one } = await two();
    one.net.instead = () => answer(status, { code });
    await expect(one.exchange.round()).rejects.toMatchObject({ code });
    expect(one.exchange.state).toEqual({ at: 'stopped', code });
  });
});
