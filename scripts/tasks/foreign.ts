import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';

/** The published vectors of others, which are not ours to copy: they lie beside the checkout, or where LATCHKEY_VECTORS says. */
const folder = resolve(process.env['LATCHKEY_VECTORS'] ?? '../shared/vectors');
if (existsSync(folder)) {
  const tally = new Tally();
  await tally.part('Foreign vectors', async () => {
    tally.add(await runSuite('foreign', { env: { LATCHKEY_VECTORS: folder } }));
  });
  tally.close();
} else {
  console.log(`The foreign vectors were not run: there is no folder ${folder}.`);
}
