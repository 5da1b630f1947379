import { existsSync, globSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserTestsOf, playedBy } from '../../scripts/tasks/played.ts';

describe('the table of what browser tests play', () => {
  it('knows every folder that has some, and no other', () => {
    const folders = globSync('test/{e2e,hostile-page}/**/*.test.ts').map((file) => dirname(file).replaceAll('\\', '/'));
    expect(Object.keys(playedBy).toSorted()).toEqual([...new Set(folders)].toSorted());
  });

  it('names only what is there', () => {
    const places = Object.values(playedBy).flat();
    expect(places.filter((place) => !existsSync(place))).toEqual([]);
  });

  it('finds those of a change', () => {
    expect(browserTestsOf(['src/ui/popup/popup.tsx'])).toEqual(globSync('test/e2e/popup/*.test.ts').toSorted());
    expect(browserTestsOf(['docs/protocol.md', 'src/ui/popups.ts'])).toEqual([]);
  });
});
