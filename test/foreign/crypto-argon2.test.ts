import { argon2id } from '@noble/hashes/argon2.js';
import { expect, it } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromHex, toHex } from '../../src/encoding/index.ts';
import { describeForeign, readVectors } from './support/folder.ts';

function field(text: string, name: string): Bytes {
  const found = new RegExp(`^${name}(?:\\[\\d+\\])?: ((?:[0-9a-f]{2} ?)+)$`, 'm').exec(text)?.[1] ?? '';
  return fromHex(found.replaceAll(' ', ''));
}

function number(text: string, name: string): number {
  return Number(new RegExp(`${name}: (\\d+)`).exec(text)?.[1]);
}

describeForeign('Argon2id, the known-answer test of its authors', () => {
  const text = readVectors('argon2id-kat.txt');

  it('by noble', () => {
    const tag = argon2id(field(text, 'Password'), field(text, 'Salt'), {
      t: number(text, 'Iterations'),
      m: number(text, 'Memory'),
      p: number(text, 'Parallelism'),
      key: field(text, 'Secret'),
      personalization: field(text, 'Associated data'),
      dkLen: number(text, 'Tag length'),
    });
    expect(tag).toHaveLength(32);
    expect(toHex(Uint8Array.from(tag))).toBe(toHex(field(text, 'Tag')));
  });

  it.skip('by hash-wasm: it takes no associated data; test/work compares it with noble', () => undefined);
});
