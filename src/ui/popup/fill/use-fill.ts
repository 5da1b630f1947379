import { useState } from 'preact/hooks';
import { call } from '../../../rpc/index.ts';
import type { FillPart, FillQuestion, FillReport, InputOf, ItemRow } from '../../../rpc/index.ts';
import { useAction } from '../../kit/index.ts';
import { tabHere } from '../here.ts';

export type FilledItem = Pick<ItemRow, 'id' | 'title'>;
type How = Pick<InputOf<'fill.item'>, 'replace' | 'agreed' | 'remember'>;

/** What is filled in: what a question about it calls it, and how it is asked for. */
interface Source {
  readonly title: string;
  /** Absent: it was made just now. */
  readonly item?: FilledItem;
  readonly fill: (how: How & { readonly tab: number }) => Promise<FillReport>;
}

/** A filling that wasn't the end of it: something is to be asked, or to be said. */
export interface ToldFill {
  readonly source: Source;
  readonly how: How;
  readonly report: FillReport;
}

export interface Filler {
  /** Fills an item into the page behind the popup, which closes when all of it is in. */
  readonly fill: (item: FilledItem, part?: FillPart) => void;
  /** The same with a password that was made, and is kept already. */
  readonly fillMade: (title: string, password: string) => void;
  readonly told: ToldFill | undefined;
  /** Once more, now that the person agrees to what was asked; perhaps for good. */
  readonly agree: (questions: readonly FillQuestion[], remember: boolean) => void;
  /** Once more, in the place of what stands there. */
  readonly replace: () => void;
  readonly forget: () => void;
  readonly error: unknown;
}

export function useFill(): Filler {
  const [told, tell] = useState<ToldFill>();
  const work = useAction(async (source: Source, how: How) => {
    tell(undefined);
    const tab = await tabHere();
    const report: FillReport =
      tab === undefined ? { fields: [], questions: [], refused: 'unreachable' } : await source.fill({ ...how, tab });
    if (isWhole(report)) window.close();
    else tell({ source, how, report });
  });
  const begin = (source: Source): void => void work.run(source, { replace: false, agreed: [] });
  const again = (change: (how: How) => How): void => {
    if (told) void work.run(told.source, change(told.how));
  };
  return {
    fill: ({ id, title }, part = 'all') =>
      begin({ title, item: { id, title }, fill: (how) => call('fill.item', { ...how, id, part }) }),
    fillMade: (title, password) =>
      begin({ title, fill: ({ tab, replace, agreed }) => call('fill.made', { tab, replace, agreed, password }) }),
    told,
    agree: (questions, remember) =>
      again((how) => ({ ...how, agreed: [...how.agreed, ...questions], ...(remember ? { remember } : {}) })),
    replace: () => again((how) => ({ ...how, replace: true })),
    forget: () => tell(undefined),
    error: work.error,
  };
}

/** All that there was to fill is in. */
function isWhole({ fields, questions }: FillReport): boolean {
  return questions.length === 0 && fields.length > 0 && fields.every(({ outcome }) => outcome === 'filled');
}
