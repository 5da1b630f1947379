import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/encoding/index.ts';
import { lookupOf } from '../../src/sync/index.ts';
import { emailAddress } from '../../src/typed/index.ts';
import { runs } from '../support/runs.ts';
import { someOf } from '../support/unicode.ts';

const mira = 'mira@example.org';

describe('an e-mail address', () => {
  it.each([
    ['as it is', 'mira@example.org'],
    ['blanks', '  mira@example.org\u00a0\n'],
    ['capitals', 'Mira@Example.ORG'],
    ['marks of direction', '\u202amira@example.org\u202c'],
    ['isolates', '\u2068mira@example.org\u2069'],
    ['zero-width characters', 'mi\u200bra@exam\u200dple.org\ufeff'],
    ['a soft hyphen', 'mira@exam\u00adple.org'],
    ['angle brackets', '<mira@example.org>'],
    ['a name', 'Mira Moser <mira@example.org>'],
    ['a name in quotes', '"Moser, Mira" <Mira@example.org>,'],
    ['a link', 'mailto:mira@example.org'],
    ['a link with more to it', '<MAILTO:mira%40example.org?subject=Hello%20you>'],
    ['a comma', 'mira@example.org,'],
    ['a full stop', 'mira@example.org.'],
    ['a semicolon and a blank', 'mira@example.org ; '],
    ["typographer's quotes", '“mira@example.org”'],
    ['German ones', '„mira@example.org“'],
    ['guillemets', '« mira@example.org »'],
    ['apostrophes', "'mira@example.org'"],
    ['back quotes', '`mira@example.org`'],
    ['emphasis', '**mira@example.org**'],
    ['brackets', '(mira@example.org)'],
    ['square brackets', '[mira@example.org]'],
    ['a list', '• mira@example.org'],
    ['a hyphen', '- mira@example.org'],
    ['a full-width @', 'mira＠example.org'],
    ['full-width letters', 'ｍｉｒａ@ｅｘａｍｐｌｅ．ｏｒｇ'],
    ['an ideographic full stop', 'mira@example。org'],
    ['the dot of the root', 'mira@example.org.'],
    ['a slash', 'mira@example.org/'],
  ])('with %s', (_, typed) => {
    expect(emailAddress(typed)).toBe(mira);
  });

  it.each([
    ['mira@bücher.example', 'mira@BU\u0308CHER.example', 'mira@xn--bcher-kva.example'],
    ['mira@例え.テスト', 'mira@例え。テスト', 'mira@xn--r8jz45g.xn--zckzah'],
    ['zo\u00eb@example.org', 'ZOE\u0308@example.org', 'zoë@example.org'],
    ['ΟΔΟΣ@example.org', 'οδος@example.org', 'οδοσ@example.org'],
    ['İpek@example.org', 'i\u0307pek@example.org', 'i\u0307pek@example.org'],
    ["o'neill@example.org", 'O’Neill@example.org'.replace('’', "'"), "o'neill@example.org"],
    ['mira+news@example.org', '<Mira+News@example.org>', 'mira+news@example.org'],
    ['_mira_@example.org', '*_mira_@example.org*', '_mira_@example.org'],
    ['mira@localhost', 'MIRA@LOCALHOST', 'mira@localhost'],
  ])('%s and %s are one', (one, other, read) => {
    expect([emailAddress(one), emailAddress(other)]).toEqual([read, read]);
    expect(toHex(lookupOf(one))).toBe(toHex(lookupOf(other)));
  });

  it.each([
    ['nothing', ''],
    ['no @', 'mira'],
    ['no host', 'mira@'],
    ['no mailbox', '@example.org'],
    ['two @', 'a@b@example.org'],
    ['a blank inside', 'mi ra@example.org'],
    ['a name without brackets', 'Mira mira@example.org'],
    ['two addresses', 'mira@example.org, zoe@example.org'],
    ['two in brackets', 'Mira <mira@example.org> Zoe <zoe@example.org>'],
    ['a quoted mailbox', '"mi ra"@example.org'],
    ['a comment', 'mira(moser)@example.org'],
    ['half an emoji', 'mira\ud83d@example.org'],
    ['a control character', 'mi\u0001ra@example.org'],
    ['a private character', 'mi\ue000ra@example.org'],
    ['an address of a machine', 'mira@[192.0.2.1]'],
    ['a number for a host', 'mira@1'],
    ['a host that can not be', 'mira@exa^mple.org'],
    ['a port', 'mira@example.org:25'],
    ['a path', 'mira@example.org/inbox'],
    ['a broken link', 'mailto:mira%@example.org'],
    ['more than an address has', `${'a'.repeat(250)}@example.org`],
  ])('is not %s', (_, typed) => {
    expect(() => emailAddress(typed)).toThrow(expect.objectContaining({ code: 'email-address' }));
    expect(() => lookupOf(typed)).toThrow(expect.objectContaining({ code: 'email-address' }));
  });

  it('is the same whatever nobody sees in it, and whatever punctuation stands around it', () => {
    const unseen = someOf(/^[\p{Cf}\p{DI}]$/u, 0, 1);
    const around = someOf(/^[\p{Z}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd},.;:!?"…]$/u, 0, 3).filter(
      (text) => !/[<>]/.test(text),
    );
    fc.assert(
      fc.property(around, fc.array(unseen, { minLength: 16, maxLength: 16 }), around, (before, between, after) => {
        const typed = Array.from(mira, (letter, i) => letter + (between[i] ?? '')).join('');
        expect(emailAddress(before + typed + after)).toBe(mira);
      }),
      { numRuns: runs(300) },
    );
  });

  it('is read alike when it is read again, and when it is shown in capitals', () => {
    const local = someOf(/^[\p{L}\p{M}\p{N}.+'_-]$/u, 1, 6);
    const host = fc.constantFrom('example.org', 'bücher.example', 'ＥＸＡＭＰＬＥ.org', 'نامه.example');
    fc.assert(
      fc.property(local, host, (name, at) => {
        const read = attempt(`${name}@${at}`);
        fc.pre(read !== undefined);
        expect(emailAddress(read)).toBe(read);
        expect(emailAddress(`<${read}>`)).toBe(read);
        expect(emailAddress(read.normalize('NFD'))).toBe(read);
      }),
      { numRuns: runs(300) },
    );
  });
});

function attempt(typed: string): string | undefined {
  try {
    return emailAddress(typed);
  } catch {
    return undefined;
  }
}
