import { writeFile } from 'node:fs/promises';
import type { Model } from '../../src/autofill/classify/model.ts';
import { types } from '../../src/autofill/classify/model.ts';
import { samplesOf } from '../forms/browser.ts';
import { readCorpus } from '../forms/corpus.ts';
import { learn, told, written } from '../forms/learn.ts';
import type { Lesson } from '../forms/learn.ts';
import { lessonsOf } from '../forms/lessons.ts';

/** `npm run learn:forms -- FOLDER …`: the table of the classifier, from the pages of folders that people labelled by hand. */
const folders = process.argv.slice(2);
const models = Object.keys(types) as Model[];
const parts = 10;
if (folders.length === 0) {
  console.error('npm run learn:forms -- FOLDER …   each FOLDER holds an index.json');
  process.exitCode = 1;
} else {
  const corpora = await Promise.all(folders.map(readCorpus));
  const pages = corpora.flat().filter((page) => page.sort === 'whole' || !page.isGenerated);
  const lessons = lessonsOf(pages, await samplesOf(pages));
  const table: Record<string, string> = {};
  for (const model of models) {
    const own = lessons.filter(({ sample }) => sample.model === model);
    table[model] = written(learn(model, own));
    console.log(
      model,
      own.length,
      'lessons;',
      table[model].length,
      'bytes; by sites it has not seen:',
      crossed(model, own),
    );
  }
  const rows = models.map((model) => `  ${model}:\n    ${JSON.stringify(table[model])},`);
  await writeFile(
    new URL('../../src/autofill/classify/table.ts', import.meta.url),
    `/** What \`npm run learn:forms\` learned: name of evidence, then pairs of letters, a type and its weight. Made, not written. */\nexport const table = {\n${rows.join('\n')}\n};\n`,
  );
}

/** How many it gets right of sites that it didn't learn from. */
function crossed(model: Model, lessons: readonly Lesson[]): string {
  const sites = [...new Set(lessons.map(({ site }) => site))].toSorted();
  let right = 0;
  for (let part = 0; part < parts; part += 1) {
    const kept = new Set(sites.filter((_, i) => i % parts === part));
    const learned = learn(
      model,
      lessons.filter(({ site }) => !kept.has(site)),
    );
    right += lessons.filter(({ site, sample, type }) => kept.has(site) && told(model, learned, sample) === type).length;
  }
  return `${String(right)} of ${String(lessons.length)}`;
}
