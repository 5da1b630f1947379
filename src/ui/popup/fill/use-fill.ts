import { useState } from 'preact/hooks';
import { call } from '../../../rpc/index.ts';
import type { FillPart, FillQuestion, FillReport, InputOf, ItemRow } from '../../../rpc/index.ts';
import { useAction } from '../../kit/index.ts';
import { tabHere } from '../here.ts';

type FilledRow = Pick<ItemRow, 'id' | 'title'>;
type How = Omit<InputOf<'fill.item'>, 'id' | 'tab'>;

/** A filling that wasn't the end of it: something is to be asked, or to be said. */
export interface ToldFill {
  readonly row: FilledRow;
  readonly how: How;
  readonly report: FillReport;
}

export interface Filler {
  /** Fills an item into the page behind the popup, which closes when all of it is in. */
  readonly fill: (row: FilledRow, part?: FillPart) => void;
  readonly told: ToldFill | undefined;
  /** Once more, now that the person agrees to what was asked. */
  readonly agree: (questions: readonly FillQuestion[]) => void;
  /** Once more, in the place of what stands there. */
  readonly replace: () => void;
  readonly forget: () => void;
  readonly error: unknown;
}

export function useFill(): Filler {
  const [told, tell] = useState<ToldFill>();
  const work = useAction(async (row: FilledRow, how: How) => {
    tell(undefined);
    const tab = await tabHere();
    const report: FillReport =
      tab === undefined
        ? { fields: [], questions: [], refused: 'unreachable' }
        : await call('fill.item', { ...how, id: row.id, tab });
    if (isWhole(report)) window.close();
    else tell({ row, how, report });
  });
  const again = (change: (how: How) => How): void => {
    if (told) void work.run(told.row, change(told.how));
  };
  return {
    fill: (row, part = 'all') => void work.run(row, { part, replace: false, agreed: [] }),
    told,
    agree: (questions) => again((how) => ({ ...how, agreed: [...how.agreed, ...questions] })),
    replace: () => again((how) => ({ ...how, replace: true })),
    forget: () => tell(undefined),
    error: work.error,
  };
}

/** All that there was to fill is in. */
function isWhole({ fields, questions }: FillReport): boolean {
  return questions.length === 0 && fields.length > 0 && fields.every(({ outcome }) => outcome === 'filled');
}
