import { parseArgs } from 'node:util';
import { answersOf } from '../forms/browser.ts';
import { readCorpus } from '../forms/corpus.ts';
import type { Answered } from '../forms/in-page.ts';
import {
  isRight,
  isRightInWhole,
  isMisplacedInWhole,
  isScoredInWhole,
  scoreLabelled,
  scoreWhole,
  type Pair,
} from '../forms/tally.ts';

/** `npm run score:forms -- FOLDER`: how often the classifier is right on a folder of forms that people labelled. */
const { values, positionals } = parseArgs({ options: { misses: { type: 'boolean' } }, allowPositionals: true });
const [folder] = positionals;
if (folder === undefined) {
  console.error(`npm run score:forms -- FOLDER             the score as JSON; FOLDER holds an index.json
npm run score:forms -- --misses FOLDER    every field that is wrong`);
  process.exitCode = 1;
} else {
  const pages = await readCorpus(folder);
  const answers = await answersOf(pages);
  const pairs = pages.flatMap((page, i): Pair[] => (answers[i] ? [[page, answers[i]]] : []));
  const isWhole = pages.some(({ sort }) => sort === 'whole');
  if (values.misses) for (const pair of pairs) printMisses(pair);
  console.log(JSON.stringify(isWhole ? scoreWhole(pairs) : scoreLabelled(pairs), undefined, 2));
}

function printMisses([page, { fields, submitMissed, submitFalse }]: Pair): void {
  const isMiss =
    page.sort === 'whole'
      ? (field: Answered) => (isScoredInWhole(field) && !isRightInWhole(field)) || isMisplacedInWhole(field)
      : (field: Answered) => !isRight(field);
  for (const field of fields)
    if (isMiss(field)) console.log(page.name, field.label, '→', field.type, field.kind ?? '', field.formLabel ?? '');
  if (submitMissed + submitFalse > 0) console.log(page.name, 'submits missed', submitMissed, 'false', submitFalse);
}
