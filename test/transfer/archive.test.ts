import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.ts';
import { archive } from './archive-file.ts';
import type { Packed } from './archive-file.ts';
import { item, vault } from './bitwarden-file.ts';
import { readAll } from './read-all.ts';
import { pbkdf2, sealedFile } from './sealed-file.ts';

const id = '6f1d2b5e-0000-4000-8000-000000000001';
const text = vault([item(1, { login: { username: 'ann', password: 'one' } })]);
const data: Packed = { name: 'data.json', content: text };

describe('an archive of Bitwarden', () => {
  it.each([
    ['packed', false],
    ['stored', true],
  ])('%s brings what its JSON does, and lists its files as left out', async (_, stored) => {
    const there = await readAll(text);
    const outcome = await readAll(
      archive([
        { name: 'attachments/', content: '', stored: true },
        { name: `attachments/${id}/bill.pdf`, content: 'PDF' },
        { name: `attachments/${id}/sub/ü\\1.txt`, content: 'text', stored: true },
        { ...data, stored },
        { name: 'attachments/of-nobody/key', content: 'x' },
        { name: 'readme.txt', content: 'hello' },
      ]),
    );
    expect(outcome.items).toEqual(there.items);
    expect(outcome.report.leftOut).toEqual([
      { title: 'Shop', what: 'bill.pdf', why: 'attachment' },
      { title: 'Shop', what: 'sub/ü\\1.txt', why: 'attachment' },
      { title: 'of-nobody', what: 'key', why: 'attachment' },
      { what: 'readme.txt', why: 'attachment' },
      ...there.report.leftOut,
    ]);
  });

  it('may have a comment, even one that looks like its end', async () => {
    const comment = 'PK\x05\x06 and more than twenty-two letters';
    expect((await readAll(archive([data], { comment }))).report.items).toBe(1);
  });

  it('may hold an export under a password', async () => {
    const sealed = archive([{ name: 'data.json', content: JSON.stringify(sealedFile(text, 'open', pbkdf2)) }]);
    await expect(readAll(sealed)).rejects.toMatchObject({ code: 'file-password-needed' });
    const outcome = await readAll(sealed, { password: new TextEncoder().encode('open') });
    expect(outcome.report.items).toBe(1);
  });

  it('of any content is unpacked to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.boolean(), async (notes, stored) => {
        const said = vault([item(2, { notes })]);
        expect(await readAll(archive([{ ...data, content: said, stored }]))).toEqual(await readAll(said));
      }),
      { numRuns: runs(20) },
    );
  });
});

describe('a hostile archive', () => {
  const spaces = ' '.repeat(4 * 1024 * 1024);

  it.each([
    ['that is encrypted', archive([{ ...data, says: { flags: 1 } }]), 'file-sealed'],
    ['that says it unpacks to 4 GB', archive([{ ...data, says: { size: 0xfffffffe } }]), 'file-too-large'],
    [
      'that unpacks to more than it says',
      archive([{ ...data, content: text + spaces, says: { size: 100 } }]),
      'file-damaged',
    ],
    ['that unpacks to less than it says', archive([{ ...data, says: { size: text.length + 1 } }]), 'file-damaged'],
    ['whose sum is another one', archive([{ ...data, says: { sum: 1 } }]), 'file-damaged'],
    ['packed in another way', archive([{ ...data, says: { method: 14 } }]), 'archive-unread'],
    ['whose entry is no entry', archive([{ ...data, at: 7 }]), 'file-damaged'],
    ['whose entry lies behind its end', archive([{ ...data, at: 1e9 }]), 'file-damaged'],
    ['in ZIP64, by its count', archive([data], { count: 0xffff }), 'archive-unread'],
    ['in ZIP64, by its start', archive([data], { start: 0xffffffff }), 'archive-unread'],
    ['in ZIP64, by the size of an entry', archive([{ ...data, says: { size: 0xffffffff } }]), 'archive-unread'],
    ['in parts', archive([data], { disk: 1 }), 'archive-unread'],
    ['with fewer entries than it says', archive([data], { count: 2 }), 'archive-unread'],
    ['whose directory is elsewhere', archive([data], { start: 3 }), 'archive-unread'],
    ['whose directory lies behind its end', archive([data], { start: 1e9 }), 'archive-unread'],
    ['with a name that leads out', archive([data, { name: '../../.bashrc', content: 'x' }]), 'archive-unread'],
    ['with a name from the root', archive([data, { name: '/etc/passwd', content: 'x' }]), 'archive-unread'],
    ['with a name of a drive', archive([data, { name: 'C:\\x', content: 'x' }]), 'archive-unread'],
    ['with its JSON twice', archive([data, data]), 'file-unknown'],
    ['of something else', archive([{ ...data, name: 'vault/data.json' }]), 'file-unknown'],
    ['of no JSON', archive([{ ...data, content: 'hello' }]), 'file-unknown'],
    ['that ends early', archive([data]).slice(0, 60), 'archive-unread'],
    ['of four bytes', new Blob(['PK\x03\x04']), 'archive-unread'],
  ])('%s is refused', async (_, file, code) => {
    await expect(readAll(file)).rejects.toMatchObject({ code });
  });

  it('cut off or changed anywhere is refused with one of our own errors', async () => {
    const whole = new Uint8Array(await archive([data, { name: `attachments/${id}/a`, content: 'x' }]).arrayBuffer());
    const codes = new Set(['archive-unread', 'file-damaged', 'file-unknown', 'file-sealed', 'file-too-large']);
    const at = fc.nat({ max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), fc.boolean(), async (place, mask, cut) => {
        const other = cut
          ? whole.slice(0, place)
          : Uint8Array.from(whole, (byte, n) => (n === place ? byte ^ mask : byte));
        const said = await readAll(new Blob([other])).catch((error: unknown) => (error as { code: string }).code);
        // Some bytes say nothing that matters: times, and what lists show.
        if (typeof said === 'string') expect(codes).toContain(said);
        else expect(said.items).toHaveLength(1);
      }),
      { numRuns: runs(150) },
    );
  });
});
