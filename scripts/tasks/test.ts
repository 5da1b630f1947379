import { nameMissingPrograms } from '../../test/support/programs.ts';
import { provideBrowsers } from './install-browser.ts';
import { check } from './step.ts';
import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';

/** `npm test`: everything that has to hold, cheapest first; later steps run though an earlier one failed. */
const tally = new Tally();

await tally.part('Browsers', async () => {
  for (const isThere of await provideBrowsers()) if (!isThere) tally.addCheck(false);
});

await tally.part('Checks', async () => {
  const outcomes = await Promise.all([
    check('lint and types', 'oxlint', []),
    check('format', 'prettier', ['--check', '--log-level', 'warn', '.']).then(async (formatted) => [
      formatted,
      await check('import rules', 'npm', ['run', '-s', 'rules']),
      await check('unused code', 'npm', ['run', '-s', 'unused']),
    ]),
  ]);
  for (const ok of outcomes.flat()) tally.addCheck(ok);
});

// Other people's packages take their time on the network; meanwhile the machine has something to do.
const pages = check('pages for the browser tests', process.execPath, ['scripts/tasks/pages.ts']);

await tally.part('Unit and property tests', async () => {
  nameMissingPrograms();
  tally.add(await runSuite('unit'));
});

await tally.part('Build', async () => {
  const isBuilt = await check('packages for both browsers', 'npm', ['run', '-s', 'zip']);
  tally.addCheck(isBuilt);
  if (isBuilt) tally.addCheck(await check('sizes', 'size-limit', []));
});

await tally.part('Browser tests', async () => {
  tally.addCheck(await pages);
  tally.add(await runSuite('e2e'));
});

tally.close();
