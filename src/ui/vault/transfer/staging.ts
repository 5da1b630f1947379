import { call } from '../../../rpc/index.ts';
import type { LikeRow } from '../../../rpc/index.ts';
import type { ReadReport } from '../../../transfer/index.ts';
import type { Reader } from './reader.ts';

/** A file that was read, compared with what is here, and waits for a press. */
export interface Staged {
  readonly id: string;
  readonly report: ReadReport;
  /** How many items are here already, the same in every field. */
  readonly same: number;
  readonly like: readonly LikeRow[];
}

/** Hands what was read to the background, part by part. `heard` is told how many items have arrived. */
export async function stage(
  reader: Reader,
  name: string,
  report: ReadReport,
  heard: (items: number) => void,
): Promise<Staged> {
  const { leftOut, reasons } = report;
  const { id } = await call('transfer.begin', { name: name.slice(0, 300), report: { leftOut, reasons } });
  const like: LikeRow[] = [];
  let [same, arrived] = [0, 0];
  for (let from: number | undefined = 0; from !== undefined;) {
    const part = await reader.part(from);
    const answer = await call('transfer.stage', { id, items: part.items });
    same += answer.same;
    like.push(...answer.like);
    arrived += part.items.length;
    heard(arrived);
    from = part.next;
  }
  return { id, report, same, like };
}
