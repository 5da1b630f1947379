import { wipe } from '../../crypto/index.ts';
import { findDevice } from '../../devices/index.ts';
import { readInbox } from './keep.ts';
import type { MessengerPorts, RowRemoval, Table } from './ports.ts';

/** Where in a row's name the device stands whose row it is. */
const ofSessions = /^(?:pair|peer) (\S+) /;
const ofPreKeys = /^(\S+) /;

/**
 * Takes away sessions and pre-keys of devices that this one was before, once those are off the list and nothing waits any more that
 * may be for them: keys that open nothing are of use to a thief alone.
 */
export async function dropFormerRows({ rows, own }: Pick<MessengerPorts, 'rows' | 'own'>): Promise<void> {
  const { certificate, former, list } = await own();
  const isWaiting = (await readInbox(rows)).some(({ row }) => row.state === 'unjudged' || row.state === 'request');
  if (isWaiting) return;
  const listed = former.filter(({ device }) => findDevice(list, device)).map(({ device }) => device);
  const kept: ReadonlySet<string> = new Set([certificate.device, ...listed]);
  const over = async (table: Table, owner: RegExp): Promise<readonly RowRemoval[]> => {
    const all = await rows.list(table);
    wipe(...all.map(({ body }) => body));
    return all.flatMap(({ name, version }) => {
      const of = owner.exec(name)?.[1];
      return of === undefined || kept.has(of) ? [] : [{ table, name, version }];
    });
  };
  const remove = [...(await over('sessions', ofSessions)), ...(await over('prekeys', ofPreKeys))];
  if (remove.length > 0) await rows.write({ remove });
}
