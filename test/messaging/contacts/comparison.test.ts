import { describe, expect, it } from 'vitest';
import { bytes, MalformedError } from '../../../src/encoding/index.ts';
import { judgeComparison, safetyNumber, writeComparison } from '../../../src/messaging/contacts/index.ts';
import { compareCode, CompareCodeError, isCompareCode, writeCompareCode } from '../../../src/typed/index.ts';
import { FormatError } from '../../../src/wire/index.ts';
import { Person } from './person.ts';

async function two() {
  const [alice, bob] = [await Person.at(), await Person.at()];
  return { alice, a: alice.held.checked, b: bob.held.checked };
}

describe('the numbers that two people compare', () => {
  it('are 60 digits, the same on both sides', async () => {
    const { a, b } = await two();
    expect(safetyNumber(a, b)).toMatch(/^\d{60}$/);
    expect(safetyNumber(a, b)).toBe(safetyNumber(b, a));
  });

  it('are others for another identity, account or list', async () => {
    const { alice, a, b } = await two();
    const x = alice.copy();
    await x.add();
    const others = [
      { ...a, identity: b.identity },
      { ...a, account: b.account },
      x.held.checked,
      { ...a, hash: bytes(32) },
    ];
    const numbers = new Set([a, ...others].map((side) => safetyNumber(side, b)));
    expect(numbers.size).toBe(others.length + 1);
  });
});

describe('the code that one shows and the other scans', () => {
  it('says the same where both hold the same of both', async () => {
    const { a, b } = await two();
    const code = writeCompareCode(writeComparison(a, b));
    expect(code.length).toBeLessThan(300);
    expect(code).toMatch(/^[A-Z0-9:-]+$/);
    expect(isCompareCode(code)).toBe(true);
    expect(judgeComparison(compareCode(`${code}\n`), b, a)).toBe('same');
  });

  it('says that something differs: of who shows it, and of whom they hold the reader for', async () => {
    const { alice, a, b } = await two();
    const x = alice.copy();
    await alice.add();
    await x.add();
    const shown = writeComparison(x.held.checked, b);
    expect(judgeComparison(shown, b, alice.held.checked)).toBe('differs');
    expect(judgeComparison(writeComparison({ ...a, identity: b.identity }, b), b, a)).toBe('differs');
    expect(judgeComparison(writeComparison(a, { ...b, identity: a.identity }), b, a)).toBe('differs');
  });

  it('says nothing where one side holds another version, or it is of other people', async () => {
    const { alice, a, b } = await two();
    await alice.add();
    expect(judgeComparison(writeComparison(alice.held.checked, b), b, a)).toBe('stale');
    expect(judgeComparison(writeComparison(a, { ...b, version: 9 }), b, a)).toBe('stale');
    const { a: carol } = await two();
    expect(judgeComparison(writeComparison(carol, b), b, a)).toBe('other-people');
    expect(judgeComparison(writeComparison(a, carol), b, a)).toBe('other-people');
    expect(judgeComparison(writeComparison(b, a), b, a)).toBe('other-people');
  });

  it('is no other text, nor cut, nor of another format', async () => {
    const { a, b } = await two();
    const content = writeComparison(a, b);
    const code = writeCompareCode(content);
    for (const text of ['', 'LATCHKEY-LINK:AAAA', code.slice(0, -1), code.slice(1), `${code}A`, code.toLowerCase()]) {
      expect(() => compareCode(text), text).toThrow(CompareCodeError);
      expect(isCompareCode(text)).toBe(false);
    }
    expect(() => judgeComparison(content.slice(1), b, a)).toThrow(MalformedError);
    content[1] = 2;
    expect(() => judgeComparison(content, b, a)).toThrow(FormatError);
  });
});
