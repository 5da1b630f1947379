import { bareReseals } from '../page/bare-records.ts';
import { median } from '../page/measure.ts';
import type { Row } from '../table.ts';
import type { Account } from './account.ts';

const BARE = 'bare WebCrypto, the same two layers opened and sealed, batches of 256, nothing sent';

/** New keys for everything: until all is sealed under them and at the store, and until another browser has followed. */
export async function rotationRows(account: Account, records: number): Promise<Row[]> {
  const [here, there] = [await account.enter('Here'), await account.enter('There')];
  await here.round();
  const { devices } = here.vault;
  const rotate = async (): Promise<void> => {
    await devices.propose({ kind: 'rotation' });
    await here.round();
    await devices.conclude();
    while ((await devices.reseal()) > 0) await here.round();
    await here.round();
  };
  const followed: number[] = [];
  const ours: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    ours.push(await took(rotate));
    followed.push(await took(there.round));
    if (there.vault.generation !== here.vault.generation) throw new Error('the other browser did not follow');
  }
  const bare = await median(await bareReseals(records), 5, 2);
  const limit = { what: BARE, figure: bare };
  return [
    { work: `Rotation: ${records} records, all sealed again and sent`, unit: 'ms', ours: middle(ours), limit },
    { work: 'The same, until another browser has followed it', unit: 'ms', ours: middle(followed) },
  ];
}

async function took(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
