import { selectedKinds } from '../../test/support/browsers.ts';
import { provideBrowser } from './install-browser.ts';
import { check, seconds } from './step.ts';
import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';

/** `npm test`: everything that has to hold, cheapest first; later steps run though an earlier one failed. */
const since = performance.now();
const tally = new Tally();
const heading = (title: string) => {
  console.log(`\n── ${title}`);
};

heading('Browsers');
for (const kind of selectedKinds()) {
  const isThere = await provideBrowser(kind);
  console.log(`${isThere ? '✓' : '✗'} ${kind}`);
  if (!isThere) tally.addCheck(false);
}

heading('Checks');
const outcomes = await Promise.all([
  check('lint', 'eslint', ['.']),
  check('types', 'tsc', ['--noEmit']).then(async (typed) => [
    typed,
    await check('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
    await check('import rules', 'npm', ['run', '-s', 'rules']),
    await check('unused code', 'npm', ['run', '-s', 'unused']),
  ]),
]);
for (const ok of outcomes.flat()) tally.addCheck(ok);

heading('Unit and property tests');
tally.add(await runSuite('unit'));

heading('Build');
const isBuilt = await check('packages for both browsers', 'npm', ['run', '-s', 'zip']);
tally.addCheck(isBuilt);
if (isBuilt) tally.addCheck(await check('sizes', 'size-limit', []));

heading('Browser tests');
tally.add(await runSuite('e2e'));

console.log(`\n${seconds(since)}`);
tally.close();
