import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';

/**
 * `npm run proof`: the same properties with the full counts (where `npm test` runs 20 schedules, this runs 1,000), and every
 * browser test in both browsers.
 */
const runs = process.env['LATCHKEY_RUNS'] ?? '50';
const tally = new Tally();
console.log(`Every property runs ${runs} times as often as in npm test.`);
tally.add(await runSuite('unit', { args: ['--testTimeout=3600000'], env: { LATCHKEY_RUNS: runs } }));
tally.add(await runSuite('e2e', { env: { LATCHKEY_RUNS: runs } }));
tally.close();
