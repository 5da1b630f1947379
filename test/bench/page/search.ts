import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { newIndex, search as find } from '../../../src/items/index.ts';
import { summariesOf } from './items.ts';
import { median, medianOfMany, type Milliseconds } from './measure.ts';

/** What somebody types who looks for one note: each keystroke is one search. */
const keystrokes = ['b', 'bo', 'boi', 'boil', 'boile', 'boiler', 'boiler h', 'boiler ha', 'boiler har'];

function keystroke(work: (query: string) => unknown): Promise<Milliseconds> {
  return medianOfMany(() => keystrokes.forEach(work), 5).then((all) => all / keystrokes.length);
}

export async function search(count: number): Promise<{
  ours: Milliseconds;
  built: Milliseconds;
  miniSearch: Milliseconds;
  lunr: Milliseconds;
  loop: Milliseconds;
}> {
  const summaries = summariesOf(count);
  const index = newIndex(summaries);
  const documents = summaries.map(({ id, title, detail }) => ({ id, title, detail }));
  const mini = new MiniSearch({ fields: ['title', 'detail'], searchOptions: { prefix: true, combineWith: 'AND' } });
  mini.addAll(documents);
  const old = lunr(function () {
    this.ref('id');
    this.field('title');
    this.field('detail');
    for (const document of documents) this.add(document);
  });
  const lowered = documents.map(({ title, detail }) => `${title}\n${detail}`.toLowerCase());
  const loop = (query: string): unknown[] => {
    const words = query.toLowerCase().split(' ');
    return summaries.filter((_, i) => words.every((word) => lowered[i]?.includes(word)));
  };
  return {
    ours: await keystroke((query) => find(index, query)),
    built: await median(() => newIndex(summaries)),
    miniSearch: await keystroke((query) => mini.search(query)),
    lunr: await keystroke((query) =>
      old.search(
        query
          .split(' ')
          .map((word) => `+${word}*`)
          .join(' '),
      ),
    ),
    loop: await keystroke(loop),
  };
}
