import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a page of ours links, with whether it is there: a build leaves out what isn't, without a word. */
function linked(page: string, html: string): { path: string; isThere: boolean }[] {
  return [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, to = '']) => {
    const path = join(dirname(page), to);
    return { path, isThere: existsSync(path) };
  });
}

describe('a page of ours', () => {
  const pages = globSync('entrypoints/*/index.html');

  it.each(pages)('%s links only what is there', (page) => {
    const found = linked(page, readFileSync(page, 'utf8'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ isThere }) => !isThere)).toEqual([]);
  });

  it('is told when it does not', () => {
    expect(pages.length).toBeGreaterThan(5);
    expect(linked('entrypoints/popup/index.html', '<link href="../../src/ui/kit/kit.css" />')).toEqual([
      { path: 'src/ui/kit/kit.css', isThere: false },
    ]);
  });
});
