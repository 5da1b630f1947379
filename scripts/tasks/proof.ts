import { nameMissingPrograms } from '../../test/support/programs.ts';
import { provideBrowsers } from './install-browser.ts';
import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';

/**
 * `npm run proof`: the same properties with the full counts (where `npm test` runs 20 schedules, this runs 1,000), the tests of the store on
 * PostgreSQL, and every browser test in both browsers.
 */
const runs = process.env['LATCHKEY_RUNS'] ?? '50';
const env = { LATCHKEY_RUNS: runs };
/** The tests that have stores. */
const stores = [
  'test/server',
  'test/sync/',
  'test/hostile-store',
  'test/vault/restored',
  'test/background/messages/traffic',
];
const tally = new Tally();
await tally.part('Browsers', async () => {
  for (const isThere of await provideBrowsers()) if (!isThere) tally.addCheck('browsers', false);
});
console.log(`\nEvery property runs ${runs} times as often as in npm test.`);
await tally.part('Unit and property tests', async () => {
  nameMissingPrograms();
  tally.add(await runSuite('unit', { args: ['--testTimeout=3600000'], env }));
});
await tally.part('Stores on PostgreSQL, and with every job of their databases run twice', async () => {
  for (const database of ['postgres', 'twice']) {
    console.log(`\nLATCHKEY_TEST_DATABASE=${database}`);
    tally.add(await runSuite('unit', { args: stores, env: { LATCHKEY_TEST_DATABASE: database } }));
  }
});
await tally.part('Browser tests', async () => {
  tally.add(await runSuite('e2e', { env }));
});
tally.close();
