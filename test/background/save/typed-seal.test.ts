import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { TypedSeal } from '../../../src/background/save/typed-seal.ts';
import { fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { newPhrase } from '../../../src/crypto/index.ts';
import type { OpenVault } from '../../../src/vault/index.ts';
import { newPhraseWay } from '../../../src/vault/index.ts';
import { runs } from '../../support/runs.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

async function openVault(): Promise<{ readonly vault: OpenVault; readonly parts: Parts }> {
  const parts = new Machine().background();
  await windows(parts)('vault.create', { password: 'a long enough password', deviceName: 'Test' });
  return { vault: await parts.session.vault(), parts };
}

describe('the seal of what is typed', () => {
  let vault: OpenVault;
  let seal: TypedSeal;

  beforeEach(async () => {
    const opened = await openVault();
    vault = opened.vault;
    seal = new TypedSeal(opened.parts.local);
    await seal.renew(vault);
  });

  it('seals nothing where no vault was ever open', async () => {
    expect(await new TypedSeal(new Machine().background().local).seal('x')).toBeUndefined();
  });

  it('gives back any value, to its vault alone', async () => {
    const { vault: other } = await openVault();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const typed = JSON.parse(JSON.stringify(value)) as unknown;
        const sealed = await seal.seal(typed);
        if (!sealed) throw new Error('not sealed');
        expect(await seal.open(vault, sealed)).toEqual(typed);
        expect(await seal.open(other, sealed)).toBeNull();
      }),
      { numRuns: runs(10) },
    );
  });

  it('is opened by nothing that was changed anywhere, nor by another one’s name', async () => {
    const sealed = await seal.seal({ password: 'canary' });
    const second = await seal.seal({ password: 'canary' });
    if (!sealed || !second) throw new Error('not sealed');
    const length = fromBase64url(sealed.sealed).length;
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = fromBase64url(sealed.sealed);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(await seal.open(vault, { ...sealed, sealed: toBase64url(bytes) })).toBeNull();
      }),
      { numRuns: runs(20) },
    );
    expect(await seal.open(vault, { ...sealed, id: second.id })).toBeNull();
    expect(await seal.open(vault, { ...sealed, epoch: 'AAAAAA' })).toBeNull();
    expect(sealed.sealed.length).toBe(second.sealed.length);
    expect(await seal.open(vault, sealed)).toEqual({ password: 'canary' });
  });

  it('is opened after a rotation too, and then seals for the new key', async () => {
    const before = await seal.seal('before');
    const [way] = vault.ways.list();
    if (!way || !before) throw new Error('no way in');
    await vault.ways.add(newPhraseWay(newPhrase(), 'Paper'));
    await vault.ways.remove(way.id);
    await seal.renew(vault);
    const after = await seal.seal('after');
    if (!after) throw new Error('not sealed');
    expect(after.epoch).not.toBe(before.epoch);
    expect(await seal.open(vault, before)).toBe('before');
    expect(await seal.open(vault, after)).toBe('after');
  });
});
