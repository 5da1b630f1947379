import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/background/parts.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { Machine } from './support/parts.ts';
import { windows } from './support/windows.ts';
import type { Ask } from './support/windows.ts';

const minute = 60_000;
const password = 'correct horse battery staple';

let machine: Machine;
let parts: Parts;
let ask: Ask;

async function made(): Promise<void> {
  await ask('vault.create', { password, deviceName: 'This browser' });
}

function restarted(): void {
  parts = machine.background();
  ask = windows(parts);
}

beforeEach(() => {
  machine = new Machine();
  restarted();
});

describe('making a vault', () => {
  it('goes from none to unlocked, with one way in', async () => {
    expect(await ask('status', {})).toEqual({ vault: 'none', lock: 'locked', ways: [], version: '1.2.3' });
    await made();
    const status = await ask('status', {});
    expect(status).toMatchObject({ vault: 'present', lock: 'unlocked', ways: [{ kind: 'password' }] });
    expect(status.locksAt).toEqual({ messages: machine.now + 5 * minute, full: machine.now + 15 * minute });
    expect(machine.alarms.get('lock')).toBe(machine.now + 5 * minute);
  });

  it('leaves a vault that is there alone', async () => {
    await made();
    await ask('lock', {});
    machine.now += 1;
    await expect(ask('vault.create', { password: 'another', deviceName: 'x' })).rejects.toMatchObject({
      code: 'vault-exists',
    });
    await ask('unlock.password', { password });
  });
});

describe('what is derived of a password', () => {
  it('is overwritten when it has been used', async () => {
    const derived: Uint8Array[] = [];
    const stretch: Parts['stretch'] = async (...of) => {
      const secret = await parts.stretch(...of);
      derived.push(secret);
      return secret;
    };
    ask = windows({ ...parts, stretch });
    await made();
    await ask('ways.changePassword', { password: 'another one' });
    await ask('lock', {});
    await ask('unlock.password', { password: 'another one' });
    expect(derived).toHaveLength(3);
    expect(derived.map((secret) => secret.every((byte) => byte === 0))).toEqual([true, true, true]);
  });
});

describe('unlocking', () => {
  beforeEach(made);

  it('takes the password in any spelling that Unicode holds for the same', async () => {
    await ask('ways.changePassword', { password: 'Gr\u00fcne T\u00fcr \u212b' });
    await ask('lock', {});
    machine.now += 1;
    await ask('unlock.password', { password: 'Gru\u0308ne Tu\u0308r \u00c5' });
    expect(await ask('status', {})).toMatchObject({ lock: 'unlocked' });
  });

  it('refuses a wrong password and stays locked', async () => {
    await ask('lock', {});
    machine.now += 1;
    await expect(ask('unlock.password', { password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
    expect(await ask('status', {})).toMatchObject({ lock: 'locked', lockedBy: 'demand' });
  });

  it('knows that there is no phrase', async () => {
    const { phrase } = await ask('ways.drawPhrase', {});
    await expect(ask('unlock.phrase', { phrase })).rejects.toMatchObject({ code: 'no-such-way' });
  });

  it('takes the phrase, and names a mistyped word', async () => {
    const { phrase } = await ask('ways.drawPhrase', {});
    await ask('ways.addPhrase', { phrase, name: 'Recovery phrase' });
    await ask('lock', {});
    machine.now += 1;
    const mistyped = phrase.split(' ').with(4, 'latchkey').join(' ');
    await expect(ask('unlock.phrase', { phrase: mistyped })).rejects.toMatchObject({
      code: 'phrase-word',
      position: 5,
    });
    await ask('unlock.phrase', { phrase: `  ${phrase.toUpperCase()}\n` });
    expect((await ask('status', {})).ways.map(({ kind }) => kind)).toEqual(['phrase', 'password']);
  });

  it('refuses the phrase of another vault', async () => {
    const [first, second] = [await ask('ways.drawPhrase', {}), await ask('ways.drawPhrase', {})];
    await ask('ways.addPhrase', { phrase: first.phrase, name: 'Recovery phrase' });
    await ask('lock', {});
    machine.now += 1;
    await expect(ask('unlock.phrase', second)).rejects.toMatchObject({ code: 'wrong-phrase' });
  });

  it('is still open after the background died, and locked if the time ran out meanwhile', async () => {
    restarted();
    expect(await ask('status', {})).toMatchObject({ lock: 'unlocked' });
    expect(await ask('about', {})).toMatchObject({ generation: 1, device: 'This browser', items: 0 });
    restarted();
    machine.now += 15 * minute;
    expect(await ask('status', {})).toMatchObject({ lock: 'locked', lockedBy: 'time' });
    await expect(ask('about', {})).rejects.toMatchObject({ code: 'locked' });
  });

  it('keeps the master key nowhere after a lock', async () => {
    const key = Buffer.from((await parts.session.vault()).masterKey);
    const kept = () => JSON.stringify([[...machine.memory.values], [...machine.local.values]]);
    expect(kept()).toContain(key.toString('base64'));
    await ask('lock', {});
    machine.now += 1;
    for (const text of ['base64', 'base64url', 'hex'] as const) expect(kept()).not.toContain(key.toString(text));
    expect(kept()).not.toContain('masterKey');
  });
});

describe('a passkey', () => {
  const prf = toBase64url(new Uint8Array(32).fill(5));
  const credentialId = toBase64url(new Uint8Array(16).fill(6));
  const publicKey = toBase64url(new Uint8Array(77).fill(7));
  beforeEach(made);

  async function added(): Promise<void> {
    const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Laptop' });
    await ask('passkey.done', { ticket, credentialId, publicKey, prf });
  }

  it('is made for a user without a name', async () => {
    const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Laptop' });
    const job = await ask('passkey.job', { ticket });
    expect(job).toMatchObject({ purpose: 'add', name: 'Laptop', exclude: [] });
    expect(await ask('passkey.job', { ticket })).toEqual(job);
    expect(job.purpose === 'add' && job.userHandle).toHaveLength(22);
  });

  it('opens the vault, even when the background died during the ceremony', async () => {
    await added();
    expect(await ask('ways.list', {})).toMatchObject([{ kind: 'password' }, { kind: 'passkey', name: 'Laptop' }]);
    await ask('lock', {});
    machine.now += 1;
    const { ticket } = await ask('passkey.start', { purpose: 'unlock' });
    restarted();
    expect(await ask('passkey.job', { ticket })).toMatchObject({ purpose: 'unlock', allow: [credentialId] });
    restarted();
    await ask('passkey.done', { ticket, credentialId, prf });
    expect(await ask('status', {})).toMatchObject({
      lock: 'unlocked',
      ways: [{ kind: 'passkey' }, { kind: 'password' }],
    });
    expect(machine.told.at(-1)).toEqual({ type: 'passkey', ticket, outcome: 'done' });
  });

  it('is named to the authenticator when another one is added', async () => {
    await added();
    const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Second' });
    expect(await ask('passkey.job', { ticket })).toMatchObject({ exclude: [credentialId] });
  });

  it('of another vault is refused, and the window may try again', async () => {
    await added();
    await ask('lock', {});
    machine.now += 1;
    const { ticket } = await ask('passkey.start', { purpose: 'unlock' });
    const other = toBase64url(new Uint8Array(32).fill(9));
    await expect(ask('passkey.done', { ticket, credentialId, prf: other })).rejects.toMatchObject({
      code: 'wrong-passkey',
    });
    expect(machine.told.at(-1)).toEqual({ type: 'passkey', ticket, outcome: 'wrong-passkey' });
    await ask('passkey.done', { ticket, credentialId, prf });
  });

  it('makes one way in, however often the answer comes', async () => {
    const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Laptop' });
    const answer = { ticket, credentialId, publicKey, prf };
    const outcomes = await Promise.allSettled([ask('passkey.done', answer), ask('passkey.done', answer)]);
    expect(outcomes.map(({ status }) => status)).toContain('fulfilled');
    await expect(ask('passkey.done', answer)).rejects.toMatchObject({ code: 'no-ticket' });
    expect((await ask('ways.list', {})).filter(({ kind }) => kind === 'passkey')).toHaveLength(1);
  });

  it('tells who waits when the ceremony failed, and lets it be tried again', async () => {
    const { ticket } = await ask('passkey.start', { purpose: 'unlock' });
    await ask('passkey.failed', { ticket, reason: 'cancelled' });
    expect(machine.told.at(-1)).toEqual({ type: 'passkey', ticket, outcome: 'cancelled' });
    await ask('passkey.job', { ticket });
  });

  it('has a window that is good for five minutes', async () => {
    const { ticket } = await ask('passkey.start', { purpose: 'unlock' });
    machine.now += 5 * minute;
    await expect(ask('passkey.job', { ticket })).rejects.toMatchObject({ code: 'no-ticket' });
  });

  it('is not added to a vault that locked meanwhile', async () => {
    const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Laptop' });
    await ask('lock', {});
    machine.now += 1;
    await expect(ask('passkey.done', { ticket, credentialId, publicKey, prf })).rejects.toMatchObject({
      code: 'locked',
    });
  });
});

describe('changing ways in', () => {
  beforeEach(made);

  it('changes the password: the old one opens nothing', async () => {
    await ask('ways.changePassword', { password: 'a new one' });
    expect(await ask('about', {})).toMatchObject({ generation: 2 });
    await ask('lock', {});
    machine.now += 1;
    await expect(ask('unlock.password', { password })).rejects.toMatchObject({ code: 'wrong-password' });
    await ask('unlock.password', { password: 'a new one' });
  });

  it('stays unlocked through the background’s death after a rotation', async () => {
    await ask('ways.changePassword', { password: 'a new one' });
    restarted();
    expect(await ask('about', {})).toMatchObject({ generation: 2 });
  });

  it('puts a new phrase in place of the old one', async () => {
    const [first, second] = [await ask('ways.drawPhrase', {}), await ask('ways.drawPhrase', {})];
    await ask('ways.addPhrase', { ...first, name: 'Recovery phrase' });
    await ask('ways.addPhrase', { ...second, name: 'Recovery phrase' });
    expect((await ask('ways.list', {})).filter(({ kind }) => kind === 'phrase')).toHaveLength(1);
    await ask('lock', {});
    machine.now += 1;
    await expect(ask('unlock.phrase', first)).rejects.toMatchObject({ code: 'wrong-phrase' });
    await ask('unlock.phrase', second);
  });

  it('renames and removes, but never removes the last', async () => {
    await ask('ways.addPhrase', { ...(await ask('ways.drawPhrase', {})), name: 'Paper' });
    const [first, second] = await ask('ways.list', {});
    await ask('ways.rename', { id: second?.id ?? '', name: 'In the safe' });
    expect((await ask('ways.list', {})).map(({ name }) => name)).toContain('In the safe');
    await ask('ways.remove', { id: first?.id ?? '' });
    await expect(ask('ways.remove', { id: second?.id ?? '' })).rejects.toMatchObject({ code: 'last-way' });
  });

  it('wants a proof that is less than five minutes old, and takes one while unlocked', async () => {
    machine.now += 4 * minute;
    await ask('about', {});
    machine.now += 2 * minute;
    const stale = { code: 'fresh-proof-needed' };
    const phrase = await ask('ways.drawPhrase', {});
    const [way] = await ask('ways.list', {});
    await expect(ask('ways.changePassword', { password: 'x' })).rejects.toMatchObject(stale);
    await expect(ask('ways.addPhrase', { ...phrase, name: 'x' })).rejects.toMatchObject(stale);
    await expect(ask('ways.remove', { id: way?.id ?? '' })).rejects.toMatchObject(stale);
    await expect(ask('passkey.start', { purpose: 'add', name: 'x' })).rejects.toMatchObject(stale);
    await ask('unlock.password', { password });
    await ask('ways.changePassword', { password: 'x' });
  });

  it('says when each was last used', async () => {
    const [way] = await ask('ways.list', {});
    expect(way?.lastUsedAt).toBe(machine.now);
  });
});
