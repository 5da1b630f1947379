import { beforeEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/encoding/index.ts';
import { openForSelf, sealForSelf, UnknownEpochError } from '../../../src/messaging/index.ts';
import type { InputOf, NoteFields } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { brought, exportedSealed } from '../support/sealed.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';
import type { Parts } from '../../../src/background/parts.ts';

const password = 'correct horse battery staple';
const secret = 'file password';
const minute = 60_000;

interface Browser {
  readonly machine: Machine;
  readonly parts: Parts;
  readonly ask: Ask;
}

async function browser(password: string): Promise<Browser> {
  const machine = new Machine();
  const parts = machine.background();
  const ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'This browser' });
  return { machine, parts, ask };
}

function note(fields: Partial<NoteFields> = {}): InputOf<'items.save'>['item'] {
  const blank = { kind: 'note' as const, title: 'Cabin', body: 'under the stone', favourite: false, folder: '' };
  return { ...blank, tags: [], fields: [], ...fields };
}

async function titles({ ask }: Browser): Promise<string[]> {
  const { rows } = await ask('items.search', { query: '', in: 'all', offset: 0, limit: 500 });
  return rows.map(({ title }) => title).toSorted();
}

const exported = ({ ask }: Browser) => exportedSealed(ask, secret);

async function take({ ask }: Browser, file: Bytes, by = secret) {
  await brought(ask, file);
  return ask('transfer.import', { password: by });
}

let here: Browser;
let there: Browser;

beforeEach(async () => {
  here = await browser(password);
});

describe('the whole vault as a sealed file', () => {
  beforeEach(async () => {
    there = await browser('another');
  });

  it('goes into another vault, with its history and ids, and not twice', async () => {
    const { id } = await here.ask('items.save', { item: note() });
    here.machine.now += 3 * minute;
    await here.ask('items.save', { id, revision: 1, base: note(), item: note({ body: 'changed' }) });
    const { file, name } = await exported(here);
    expect(name).toMatch(/^latchkey-2026-11-\d\d\.latchkey$/);
    await there.ask('items.save', { item: note({ title: 'Own' }) });
    await brought(there.ask, file);
    expect(await there.ask('transfer.preview', { password: secret })).toMatchObject({ items: 1, known: 0 });
    expect(await titles(there)).toEqual(['Own']);
    expect(await there.ask('transfer.import', { password: secret })).toMatchObject({ added: 1 });
    expect(await titles(there)).toEqual(['Cabin', 'Own']);
    const read = await there.ask('items.read', { id });
    expect(read).toMatchObject({ item: { body: 'changed' }, history: [{ value: 'under the stone' }] });
    expect(await there.ask('transfer.preview', { password: secret })).toMatchObject({ items: 1, known: 1 });
    expect(await take(there, file)).toMatchObject({ added: 0 });
    expect(await titles(there)).toHaveLength(2);
  });

  it('leaves alone what was edited here since', async () => {
    const { id } = await here.ask('items.save', { item: note() });
    const { file } = await exported(here);
    await here.ask('items.save', { id, revision: 1, base: note(), item: note({ body: 'newer' }) });
    await take(here, file);
    expect((await here.ask('items.read', { id })).item).toMatchObject({ body: 'newer' });
  });

  it('is refused with a wrong password, damaged, or as something else; nothing changes', async () => {
    await here.ask('items.save', { item: note() });
    const { file } = await exported(here);
    const refused = (bytes: Bytes, by: string): Promise<unknown> =>
      take(there, bytes, by).then(
        () => 'taken',
        (error: unknown) => (error as { code?: unknown }).code,
      );
    expect(await refused(file, 'wrong')).toBe('wrong-export-password');
    const flipped = file.with(file.length - 4, (file.at(-4) ?? 0) ^ 1);
    expect(await refused(flipped, secret)).toBe('wrong-export-password');
    for (const length of [0, 3, 40]) expect(await refused(file.slice(0, length), secret)).toBe('malformed');
    expect(await titles(there)).toEqual([]);
    expect(await refused(file, secret)).toBe('taken');
  });

  it('takes a fresh proof to go out', async () => {
    here.machine.now += 4 * minute;
    await titles(here);
    here.machine.now += 4 * minute;
    await expect(exported(here)).rejects.toMatchObject({ code: 'fresh-proof-needed' });
  });

  it('crosses in pieces that a browser can carry, out and in, and is the same file', async () => {
    const fields = [1, 2, 3].map((id) => ({
      id: String(id),
      label: '',
      type: 'notes' as const,
      value: 'é'.repeat(4e5),
    }));
    for (const title of ['One', 'Two']) await here.ask('items.save', { item: note({ title, fields }) });
    const { file, pieces } = await exported(here);
    expect(pieces).toBeGreaterThan(1);
    expect(await take(there, file)).toMatchObject({ added: 2 });
    expect(await titles(there)).toEqual(['One', 'Two']);
  });

  it('is not there any more after a lock, after a while, and where a piece is missing', async () => {
    await here.ask('items.save', { item: note() });
    const { file } = await exported(here);
    const gone = { code: 'import-gone' };
    await expect(there.ask('transfer.bring', { from: 9, piece: 'AAAA' })).rejects.toMatchObject(gone);
    await expect(there.ask('transfer.import', { password: secret })).rejects.toMatchObject(gone);
    await brought(there.ask, file);
    there.machine.now += 2 * minute;
    await expect(there.ask('transfer.preview', { password: secret })).rejects.toMatchObject(gone);
    await brought(there.ask, file);
    await there.ask('lock', {});
    await there.ask('unlock.password', { password: 'another' });
    await expect(there.ask('transfer.import', { password: secret })).rejects.toMatchObject(gone);
    await expect(here.ask('transfer.export', { from: 3 })).rejects.toMatchObject({ code: 'no-ticket' });
  });
});

/** What a page of ours puts into a page, and how it reads it there. */
async function sealedBy({ parts }: Browser, text: string): Promise<string> {
  const key = (await parts.session.vault()).domainKey('messages');
  if (!key) throw new Error('no key');
  return sealForSelf(key, text);
}

async function openedBy({ parts }: Browser, armored: string): Promise<string> {
  const vault = await parts.session.vault();
  return openForSelf((epoch) => vault.domainKey('messages', epoch)?.key, armored);
}

it('texts for oneself of every former key open where a sealed export was taken in, and nowhere before', async () => {
  const texts: [string, string][] = [['of the first key', await sealedBy(here, 'of the first key')]];
  // A new password is a rotation: each domain gets another key, and the former ones become history.
  for (const next of ['another horse, other batteries', 'a third horse, and no batteries']) {
    await here.ask('ways.changePassword', { password: next });
    texts.push([next, await sealedBy(here, next)]);
  }
  const { file } = await exported(here);
  there = await browser('a fresh browser');
  for (const [, armored] of texts) await expect(openedBy(there, armored)).rejects.toBeInstanceOf(UnknownEpochError);
  await take(there, file);
  for (const [text, armored] of texts) expect(await openedBy(there, armored)).toBe(text);
  // And after the rotations of that vault, and out of it again.
  await there.ask('ways.changePassword', { password: 'fresh, with another password' });
  const second = await exported(there);
  const last = await browser('the last browser');
  await take(last, second.file);
  for (const [text, armored] of texts) expect(await openedBy(last, armored)).toBe(text);
});
