import { nameMissingPrograms } from '../../test/support/programs.ts';
import { provideBrowsers } from './install-browser.ts';
import { check } from './step.ts';
import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';

/**
 * `npm test`: what has to hold, cheapest first; later steps run though an earlier one failed. Long files take turns
 * (test/support/turns.ts); all of them: `npm run proof`, or `npm run test:unit` and `npm run test:e2e`.
 */
const env = { LATCHKEY_TURNS: '1' };
const tally = new Tally();

await tally.part('Browsers', async () => {
  for (const isThere of await provideBrowsers()) if (!isThere) tally.addCheck('browsers', false);
});

await tally.part('Checks', async () => {
  const counted = async (title: string, command: string, args: readonly string[]): Promise<void> => {
    tally.addCheck(title, await check(title, command, args));
  };
  const others = async (): Promise<void> => {
    await counted('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
    await counted('import rules', 'npm', ['run', '-s', 'rules']);
    await counted('unused code', 'npm', ['run', '-s', 'unused']);
  };
  await Promise.all([counted('lint and types', 'oxlint', []), others()]);
});

// Other people's packages take their time on the network; meanwhile the machine has something to do.
const pages = check('pages for the browser tests', process.execPath, ['scripts/tasks/pages.ts']);

await tally.part('Unit and property tests', async () => {
  nameMissingPrograms();
  tally.add(await runSuite('unit', { env }));
});

await tally.part('Build', async () => {
  const isBuilt = await check('packages for both browsers', 'npm', ['run', '-s', 'zip']);
  tally.addCheck('packages', isBuilt);
  if (isBuilt) tally.addCheck('sizes', await check('sizes', 'size-limit', []));
});

await tally.part('Browser tests', async () => {
  tally.addCheck('pages for the browser tests', await pages);
  tally.add(await runSuite('e2e', { env }));
});

tally.close();
