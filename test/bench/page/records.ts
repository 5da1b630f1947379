import { bitwardenUnlock } from '../peers/bitwarden.ts';
import { bareAudit } from './bare-records.ts';
import { median, medians, type Milliseconds } from './measure.ts';
import { filledVault } from './vault.ts';

/** Reads every record from the database, opens it, and checks the record sum; in turns with the limit. */
export async function records(count: number): Promise<Record<'ours' | 'peer' | 'limit', Milliseconds>> {
  const { keeper, secret, wayId, erase } = await filledVault(count);
  const vault = await keeper.unlock(wayId, secret());
  if (!vault) throw new Error('The vault did not open.');
  const check = async (): Promise<void> => {
    const { damaged } = await vault.records.check();
    if (damaged.length > 0) throw new Error('A record did not open.');
  };
  const figures = await medians({ ours: check, limit: await bareAudit(count) });
  vault.close();
  await erase();
  return { ...figures, peer: await median(await bitwardenUnlock(count), 3, 1) };
}
