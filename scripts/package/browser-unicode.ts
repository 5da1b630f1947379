import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const own = resolve(import.meta.dirname, '../../src/work/unicode-ranges.ts');

/** A table by name, each with its ranges written out. */
const maps = /static (CATEGORIES|SCRIPTS) = new LazyMap\(\{([\s\S]*?)\n\s*\}\);/g;
const names = /^\s*(\w+): \(\) => new UnicodeRangeTable\(/gm;
const printed = /(this\._Print = new UnicodeRangeTable\()decodeRanges\("[^"]+", \w+\)\)/;

/**
 * RE2JS brings tables of Unicode (13 kB of the package) that every browser has as well, for `\p{}` in expressions about
 * addresses, which next to nobody writes: they are read from the browser instead. Tables of letter case stay its own.
 */
export function browserUnicode(): Plugin {
  return {
    name: 'latchkey:browser-unicode',
    transform(code, id) {
      if (!id.includes('/re2js/')) return undefined;
      let replaced = 0;
      const changed = code
        .replace(maps, (_, map: string, entries: string) => {
          replaced += 1;
          const all = [...entries.matchAll(names)].map(([, name]) => name).join(' ');
          return `static ${map} = new LazyMap(tablesOf('${map === 'SCRIPTS' ? 'Script=' : ''}', '${all}'));`;
        })
        .replace(printed, (_, before: string) => {
          replaced += 1;
          return `${before}rangesOf('L', 'M', 'N', 'P', 'S'))`;
        });
      if (replaced !== 3) throw new Error('re2js keeps its tables otherwise now');
      return { code: head + changed, map: null };
    },
  };
}

const head = `
import { rangesOf } from '${own}';
const tablesOf = (kind, names) => Object.fromEntries(
  names.split(' ').map((name) => [name, () => new UnicodeRangeTable(rangesOf(kind + name))]));
`;
