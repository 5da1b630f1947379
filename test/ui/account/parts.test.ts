import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../browser.ts';
import type { StoreState, StoreStatus } from '../../../src/rpc/index.ts';
import { fromStore } from '../../../src/ui/signin/from-store.ts';
import { canSync, needsPerson } from '../../../src/ui/account/attention.ts';
import { idleWords, waitingWords } from '../../../src/ui/account/standing-words.ts';
import { isEmailAddress, isSameCode } from '../../../src/typed/index.ts';
import { qrPath } from '../../../src/ui/qr/qr-path.ts';
import { runs } from '../../support/runs.ts';

describe('the path of a QR code', () => {
  it('covers the dark modules and no others', () => {
    const modules = fc
      .integer({ min: 1, max: 30 })
      .chain((size) => fc.array(fc.array(fc.boolean(), { minLength: size, maxLength: size }), { minLength: 1 }));
    fc.assert(
      fc.property(modules, (rows) => {
        const drawn = rows.map((row) => row.map(() => false));
        for (const [, x, y, width, back] of qrPath(rows).matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
          expect(back).toBe(width);
          for (let at = 0; at < Number(width); at++) {
            const row = drawn[Number(y)] ?? [];
            expect(row[Number(x) + at]).toBe(false);
            row[Number(x) + at] = true;
          }
        }
        expect(drawn).toEqual(rows);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('a backup code typed from paper', () => {
  it.each([
    ['AB2C-D3EF-GH4I', true],
    [' ab2c d3ef gh4i ', true],
    ['AB2CD3EFGH4I', true],
    ['AB2C-D3EF-GH4J', false],
    ['AB2C-D3EF', false],
    ['', false],
  ])('%j is the right one: %s', (typed, right) => {
    expect(isSameCode(typed, 'AB2C-D3EF-GH4I')).toBe(right);
  });
  it('is never one that does not exist', () => {
    expect(isSameCode('', '')).toBe(false);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['mira@fjord.example', true],
    ['  mira@localhost ', true],
    ['mira', false],
    ['mira@', false],
    ['mi ra@fjord.example', false],
    ['a@b@c', false],
    [`${'a'.repeat(250)}@b.example`, false],
  ])('%j: %s', (typed, is) => {
    expect(isEmailAddress(typed)).toBe(is);
  });
});

describe('what a person has to see to', () => {
  const at = (state: StoreState): StoreStatus => ({ connected: true, origin: 'https://store.example', state });
  it.each<[StoreStatus, string | undefined]>([
    [{ connected: false }, undefined],
    [at({ at: 'idle' }), undefined],
    [at({ at: 'locked' }), undefined],
    [at({ at: 'syncing', done: 1, total: 2 }), undefined],
    [at({ at: 'waiting', code: 'unreachable', until: 1 }), undefined],
    [at({ at: 'waiting', code: 'quota', until: 1 }), 'quota'],
    [at({ at: 'stopped', code: 'signed-out' }), 'signed-out'],
    [at({ at: 'stopped', code: 'store-forked' }), 'store-forked'],
    [at({ at: 'waiting', code: 'proxy-refused', until: 1 }), 'proxy-refused'],
    [at({ at: 'connecting' }), 'sign-up-unknown'],
  ])('%j: %s', (status, code) => {
    expect(needsPerson(status)).toBe(code);
  });
});

describe('how things stand with the store', () => {
  it('offers to ask it again where that is of use: once the right store may be back, too', () => {
    expect(canSync({ at: 'idle' })).toBe(true);
    expect(canSync({ at: 'stopped', code: 'another-store' })).toBe(true);
    expect(canSync({ at: 'stopped', code: 'store-forked' })).toBe(false);
    expect(canSync({ at: 'locked' })).toBe(false);
  });

  const status = { connected: true, origin: 'https://store.example', state: { at: 'idle' }, unsent: 2 } as const;
  it('says what waits and why, and until when', () => {
    const [why, what] = waitingWords(status, { at: 'waiting', code: 'proxy-refused', until: 1 });
    expect(why).toBe('errorProxyRefused');
    expect(what).toMatch(/^storeTriesAgain .* storeUnsent_other 2$/);
  });
  it('says that changes of others come late, where the store is not heard', () => {
    expect(idleWords({ ...status, unsent: 0 }, { at: 'idle', unheard: true })).toEqual(['storeIdle', 'storeUnheard']);
    expect(idleWords({ ...status, unsent: 0 }, { at: 'idle' })).toEqual(['storeIdle']);
  });
});

describe('a code that came of talking to a store', () => {
  it.each([
    ['record-sum', 'store-sum'],
    ['failed', 'unavailable'],
    ['malformed', 'store-answer'],
    ['store-forked', 'store-forked'],
  ])('%s reads as %s', (code, read) => {
    expect(fromStore(code)).toEqual({ code: read });
  });
});
