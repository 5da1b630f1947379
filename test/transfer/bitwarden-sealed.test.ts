import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FileReading } from '../../src/transfer/index.ts';
import { argon2id } from '../../src/work/argon2id.ts';
import { runs } from '../support/runs.ts';
import { item, vault } from './bitwarden-file.ts';
import type { Json } from './bitwarden-file.ts';
import { readAll } from './read-all.ts';
import { argon2, pbkdf2, sealedFile } from './sealed-file.ts';

const open = 'correct horse';
const plain = vault([item(1, { login: { username: 'ann', password: 'ünïcode 🔑' } })]);
const inUtf8 = (password: string) => new TextEncoder().encode(password);
const read = (file: Json, password = open) => readAll(JSON.stringify(file), { password: inUtf8(password) });

describe.each([
  ['PBKDF2', pbkdf2],
  ['Argon2id', argon2],
])('an export under a password and %s', (_, stretching) => {
  const file = sealedFile(plain, open, stretching);

  it('comes as the open one does', async () => {
    expect(await read(file)).toEqual(await readAll(plain));
  });

  it('asks for its password before it does anything', async () => {
    await expect(readAll(JSON.stringify(file))).rejects.toMatchObject({ code: 'file-password-needed' });
  });

  it('says of a wrong password only that', async () => {
    await expect(read(file, 'correct horsf')).rejects.toMatchObject({ code: 'wrong-export-password' });
  });

  it.each(['encKeyValidation_DO_NOT_EDIT', 'data'])('whose %s was changed anywhere is not decrypted', async (name) => {
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
    const [iv = '', text = '', mac = ''] = String(file[name]).slice(2).split('|');
    const flipped = (base64: string): string => {
      const bytes = Buffer.from(base64, 'base64');
      bytes[3] = (bytes[3] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    const forged = [
      [flipped(iv), text, mac],
      [iv, flipped(text), mac],
      [iv, text, flipped(mac)],
    ];
    for (const parts of forged) {
      decrypt.mockClear();
      const code = name === 'data' ? 'file-damaged' : 'wrong-export-password';
      await expect(read({ ...file, [name]: `2.${parts.join('|')}` })).rejects.toMatchObject({ code });
      // The proof of the password is opened before the data is looked at.
      expect(decrypt).toHaveBeenCalledTimes(name === 'data' ? 1 : 0);
    }
    await read(file);
    expect(decrypt).toHaveBeenCalledTimes(name === 'data' ? 3 : 2);
    decrypt.mockRestore();
  });
});

describe('of any text and password', () => {
  it('the file opens with that password, and with no other', async () => {
    const cheap = { kdfType: 0, kdfIterations: 1 };
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(typed, typed, typed, fc.string({ unit: 'binary' }), async (text, password, other, salt) => {
        const said = vault([item(2, { notes: text })]);
        const file = sealedFile(said, password, cheap, salt.toWellFormed());
        expect(await read(file, password)).toEqual(await readAll(said));
        const wrong = other === password ? `${other}.` : other;
        await expect(read(file, wrong)).rejects.toMatchObject({ code: 'wrong-export-password' });
      }),
      { numRuns: runs(8) },
    );
  });
});

describe('a hostile file', () => {
  const file = sealedFile(plain, open, pbkdf2);

  it.each([
    ['a thousand million rounds', { ...pbkdf2, kdfIterations: 1e9 }, 'file-cost'],
    ['one round too many', { ...pbkdf2, kdfIterations: 2_000_001 }, 'file-cost'],
    ['4 GiB', { ...argon2, kdfMemory: 4096 }, 'file-cost'],
    ['as many passes as there are', { ...argon2, kdfIterations: Number.MAX_SAFE_INTEGER }, 'file-cost'],
    ['seventeen lanes', { ...argon2, kdfParallelism: 17 }, 'file-cost'],
    ['no rounds', { ...pbkdf2, kdfIterations: 0 }, 'file-unknown'],
    ['half a round', { ...pbkdf2, kdfIterations: 5000.5 }, 'file-unknown'],
    ['rounds in words', { ...pbkdf2, kdfIterations: '5000' }, 'file-unknown'],
    ['no memory', { ...argon2, kdfMemory: null }, 'file-unknown'],
    ['another way', { kdfType: 2 }, 'file-unknown'],
    ['no way', { kdfType: '__proto__' }, 'file-unknown'],
  ])('that asks for %s is refused before any work, with a password and without', async (_, stretching, code) => {
    const work = vi.fn(argon2id);
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    for (const password of [undefined, inUtf8(open)]) {
      const reading = new FileReading(work);
      const hostile = new Blob([JSON.stringify({ ...file, ...stretching })]);
      await expect(reading.read(hostile, password ? { password } : {})).rejects.toMatchObject({ code });
    }
    expect(work).not.toHaveBeenCalled();
    expect(derive).not.toHaveBeenCalled();
    // The same watch sees honest work.
    await new FileReading(work).read(new Blob([JSON.stringify(file)]), { password: inUtf8(open) });
    expect(derive).toHaveBeenCalledOnce();
    derive.mockRestore();
  });

  it.each([
    ['another type', `0.${String(file['data']).slice(2)}`],
    ['a part too many', `${String(file['data'])}|AAAA`],
    ['no MAC', String(file['data']).split('|').slice(0, 2).join('|')],
    ['a short IV', String(file['data']).replace(/^2\.[^|]+/, '2.AAAA')],
    ['letters that are no base64', String(file['data']).replace('|', '|*')],
    ['nothing', ''],
    ['a number', 2],
  ])('whose data is of %s is damaged', async (_, data) => {
    await expect(read({ ...file, data })).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('may hold what nests too deep, nothing, or another one: it is none', async () => {
    const deep = `{"folders":[],"items":[],"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const again = JSON.stringify({ ...file, folders: [], items: [] });
    for (const text of [deep, '', 'null', again]) {
      await expect(read(sealedFile(text, open, pbkdf2))).rejects.toMatchObject({ code: 'file-unknown' });
    }
  });

  it('names __proto__ harmlessly, inside and outside', async () => {
    const inner = '{"folders":[],"items":[{"type":1,"name":"x","__proto__":{"polluted":"yes"}}]}';
    const text = JSON.stringify(sealedFile(inner, open, pbkdf2));
    const { items } = await readAll(text.replace('{', '{"__proto__":{"encrypted":false,"polluted":1},'), {
      password: inUtf8(open),
    });
    expect(items[0]?.item.fields).toMatchObject([{ label: '__proto__.polluted', value: 'yes' }]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('that is bound to an account is told as that', async () => {
    const bound = { encrypted: true, encKeyValidation_DO_NOT_EDIT: file['data'], folders: [], items: [] };
    await expect(read(bound)).rejects.toMatchObject({ code: 'file-sealed' });
  });
});
