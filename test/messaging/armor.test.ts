import fc from 'fast-check';
import { LinkifyIt } from 'linkify-it';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, fromBase64, padme } from '../../src/encoding/index.ts';
import {
  armor,
  ArmorCutError,
  ArmorDamagedError,
  ArmorVersionError,
  armoredLength,
  dearmor,
  findArmored,
} from '../../src/messaging/index.ts';
import { checksum } from '../../src/messaging/checksum.ts';
import { runs } from '../support/runs.ts';

const overheads = { 1: 42, 2: 38 } as const;

/** Bytes of a shape that a text of this kind can have. */
function textOf(kind: 1 | 2, plainLength: number, fill: (length: number) => Bytes): Bytes {
  const head = new Uint8Array([1, kind]);
  return concat(head, fill(overheads[kind] - head.length + padme(plainLength + 1)));
}

const anyText = fc
  .tuple(fc.constantFrom(1 as const, 2 as const), fc.integer({ min: 0, max: 600 }), fc.integer())
  .map(([kind, length, seed]) => textOf(kind, length, (size) => scramble(size, seed)));

/** Bytes without a pattern, the same for the same seed. */
function scramble(size: number, seed: number): Bytes {
  let state = seed | 1;
  return bytes(size).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: true, breaks: true });
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true });

/** The text that a reader sees of HTML: tags gone, entities read. */
function visible(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
    );
}

function escape(text: string): string {
  return text.replace(/[&<>"'/+]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

function wrap(text: string, width: number, glue: string): string {
  return (text.match(new RegExp(`.{1,${String(width)}}`, 'g')) ?? []).join(glue);
}

/** The links that chat programs draw, as the text nodes that remain. */
function linked(text: string): string {
  const matches = linkify.match(text) ?? [];
  return matches.reduceRight((html, { index, lastIndex }) => {
    return `${html.slice(0, index)}<a>${html.slice(index, lastIndex)}</a>${html.slice(lastIndex)}`;
  }, text);
}

/** What sites, editors and mail programs do to a text on its way. */
const hardships: Readonly<Record<string, (text: string) => string>> = {
  'nothing at all': (text) => text,
  'markdown-it with every rewriting on': (text) => visible(markdown.render(text)),
  'markdown-it, as HTML source': (text) => markdown.render(text),
  marked: (text) => visible(marked.parse(text, { async: false, gfm: true, breaks: true })),
  'linkify-it': linked,
  'HTML escaping of all but fingerprint': escape,
  'HTML escaping, twice': (text) => escape(escape(text)),
  quoting: (text) => wrap(text, 72, '\n> ').replace(/^/, '> '),
  'quoting thrice': (text) => wrap(text, 60, '\r\n> > > ').replace(/^/, '> > > '),
  'quoting, shown as HTML': (text) => wrap(text, 72, '\n&gt; '),
  wrapping: (text) => wrap(text, 76, '\n'),
  'wrapping into paragraphs': (text) => wrap(text, 40, '</p>\n<p>'),
  'line-break tags': (text) => wrap(text, 30, '<br />'),
  NFKC: (text) => text.normalize('NFKC'),
  'full-width forms': (text) =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  'smart fractions': (text) => text.replaceAll('1/2', '½').replaceAll('1/4', '¼').replaceAll('3/4', '¾'),
  'typographers’ slashes': (text) => text.replaceAll('/', '\u2044'),
  'a space before the colon': (text) => text.replace(':', '\u202f:'),
  'zero-width characters': (text) => wrap(text, 10, '\u200b'),
  'joiners and marks': (text) => wrap(text, 7, '\u200d\u200e\ufeff\u2060'),
  'soft hyphens': (text) => wrap(text, 5, '\u00ad'),
  'soft hyphens as entities': (text) => wrap(text, 5, '&shy;'),
  'hyphenation at the end of a line': (text) => wrap(text, 50, '-\n'),
  'escaped for Markdown': (text) => text.replace(/[+/:]/g, '\\$&'),
  'a code block': (text) => '```\n' + text + '\n```',
  emphasis: (text) => `**${text}**`,
  'a leading mention': (text) => `@jonas_k, look: ${text}`,
  'words around it': (text) => `On Monday Mira wrote\n\n${text}\n\nand then she left for 3/4 of an hour`,
  'a full stop behind it': (text) => `(${text}).`,
  'brackets and quotation marks': (text) => `“${text}”`,
};

describe('armored text', () => {
  it('is the prefix and unpadded base64 of the bytes and CRC-16/IBM-3740', () => {
    // Made with Python's binascii.crc_hqx(text, 0xffff) and base64.
    const text = concat(
      new Uint8Array([1, 2]),
      Uint8Array.from({ length: 44 }, (_, i) => i),
    );
    const spelt = armor(text);
    expect(spelt).toBe('LK1:AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqK/T+');
    const body = spelt.slice(4);
    const decoded = fromBase64(body.padEnd(Math.ceil(body.length / 4) * 4, '='));
    expect(decoded.slice(0, -2)).toEqual(text);
    expect(spelt).toHaveLength(armoredLength(text.length));
  });

  it('carries a message of 200 bytes in 340 characters', () => {
    expect(armor(textOf(1, 200, bytes))).toHaveLength(340);
  });

  it('is read back whatever its kind and length', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(dearmor(armor(text))).toContainEqual(text);
      }),
      { numRuns: runs(200) },
    );
  });

  for (const [hardship, happens] of Object.entries(hardships)) {
    it(`survives ${hardship}`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const sent = armor(text);
          const received = happens(sent);
          expect(dearmor(received)).toContainEqual(text);
          expect(findArmored(received).map(({ armored }) => armored)).toEqual([sent]);
        }),
        { numRuns: runs(40), seed: 1 },
      );
    });
  }

  it('survives one hardship after another', () => {
    // Markup is the last thing that happens to a text: mangled tags can no longer be told from it.
    const isMarkup = (name: string): boolean => /HTML|paragraphs|tags|entities|linkify/.test(name);
    const several = fc.array(fc.constantFrom(...Object.keys(hardships).filter((name) => !isMarkup(name))), {
      minLength: 2,
      maxLength: 3,
    });
    fc.assert(
      fc.property(anyText, several, (text, names) => {
        const received = names.reduce((sent, name) => hardships[name]?.(sent) ?? sent, armor(text));
        expect(dearmor(received)).toContainEqual(text);
      }),
      { numRuns: runs(100), seed: 2 },
    );
  });

  it('survives a line broken behind a plus sign, that typographers draw as one sign', () => {
    const text = textOf(2, 40, (length) => bytes(length).fill(0xfb));
    const broken = markdown.render(wrap(armor(text), 49, '-\n'));
    expect(broken).toContain('±');
    expect(dearmor(visible(broken))).toContainEqual(text);
  });

  it('is read to its end, too, where a line of it, wrapped, happens to close with a checksum', () => {
    const shorter = textOf(2, 271, (size) => scramble(size, 7));
    const text = concat(shorter, checksum(shorter), scramble(14, 8));
    expect(text).toHaveLength(textOf(2, 287, bytes).length);
    const wrapped = wrap(armor(text), 60, '\n');
    expect(armoredLength(shorter.length) % 60).toBe(0);
    expect(dearmor(wrapped)).toContainEqual(text);
  });

  it('is found among others, glued together or apart', () => {
    const glue = fc.constantFrom('', ' ', '\n', ' and ', '<br>', '. ');
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 5 }), glue, (texts, between) => {
        const sent = texts.map(armor);
        expect(findArmored(sent.join(between)).map(({ armored }) => armored)).toEqual(sent);
      }),
      { numRuns: runs(60), seed: 3 },
    );
  });

  it('says where it stands', () => {
    const text = armor(textOf(2, 30, bytes));
    const source = `Hello, ${text.slice(0, 20)}\n> ${text.slice(20)} bye`;
    const [found] = findArmored(source);
    expect(source.slice(found?.start, found?.end)).toBe(`${text.slice(0, 20)}\n> ${text.slice(20)}`);
  });

  it('ends before words of its own alphabet', () => {
    const text = armor(textOf(2, 30, bytes));
    expect(findArmored(`${text} thanks for everything and see you tomorrow`)[0]?.armored).toBe(text);
    expect(findArmored(`${text}thanks`)[0]?.armored).toBe(text);
  });
});

describe('what is no whole armored text', () => {
  const sent = armor(textOf(2, 50, (size) => scramble(size, 7)));

  it('is damaged when anything is missing, at any place', () => {
    for (let at = 4; at < sent.length; at += 1) {
      expect(() => dearmor(sent.slice(0, at) + sent.slice(at + 1)), `without character ${String(at)}`).toThrow(
        ArmorDamagedError,
      );
      expect(() => dearmor(sent.slice(0, at)), `cut at ${String(at)}`).toThrow(ArmorDamagedError);
    }
  });

  it('is cut off where a site says so', () => {
    for (const end of ['…', ' …', '...', '… Read more'])
      for (let at = 12; at < sent.length; at += 1)
        expect(() => dearmor(sent.slice(0, at) + end), `${String(at)} ${end}`).toThrow(ArmorCutError);
    expect(() => dearmor(sent.slice(0, 40))).not.toThrow(ArmorCutError);
    expect(() => dearmor(`${sent}…`)).not.toThrow();
  });

  it('is damaged when a character was changed', () => {
    for (let at = 8; at < sent.length; at += 1) {
      const other = sent[at] === 'B' ? 'C' : 'B';
      expect(() => dearmor(sent.slice(0, at) + other + sent.slice(at + 1)), `at ${String(at)}`).toThrow(
        ArmorDamagedError,
      );
    }
  });

  it('is damaged when its case was changed', () => {
    expect(() => dearmor(`LK1:${sent.slice(4).toLowerCase()}`)).toThrow(ArmorDamagedError);
  });

  it('is refused in a second spelling of the same bytes', () => {
    const odd = armor(textOf(2, 3, bytes));
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    expect((odd.length - 4) % 4).not.toBe(0);
    const twin = odd.slice(0, -1) + String(alphabet[alphabet.indexOf(odd.at(-1) ?? '') + 1]);
    expect(() => dearmor(twin)).toThrow(ArmorDamagedError);
  });

  it('is made by a newer Latchkey when its version or kind is unknown', () => {
    for (const head of [
      [2, 2],
      [255, 0],
      [1, 9],
    ]) {
      const later = armor(concat(new Uint8Array(head), scramble(61, 3)));
      expect(() => dearmor(`see: ${later} and more`)).toThrow(ArmorVersionError);
      expect(findArmored(later)).toEqual([]);
    }
  });

  it.each(['', 'LK1', 'LK1:', 'LK1: ', 'LK1:AQ', 'LK1:AQI', 'the prefix LK1: is ours', 'lk1:AQIA', '&#99999999;'])(
    'refuses %j',
    (text) => {
      expect(() => dearmor(text)).toThrow(ArmorDamagedError);
      expect(findArmored(text)).toEqual([]);
    },
  );

  it('is told apart in random text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (noise) => {
        expect(findArmored(noise)).toEqual([]);
        expect(() => dearmor(`LK1:${noise}`)).toThrow();
      }),
      { numRuns: runs(200), seed: 4 },
    );
  });
});
