import { sentOf } from '../../autofill/index.ts';
import type { WatchReport } from '../../autofill/index.ts';
import { onPush } from '../../platform/page/index.ts';
import { call } from '../../rpc/index.ts';
import type { SaveOrder } from '../../rpc/index.ts';
import type { Saving } from '../document/index.ts';
import { FormWatch } from './form-watch.ts';
import type { FormWatchParts } from './form-watch.ts';
import { kindsIn } from './seen.ts';

export interface SavingParts extends Omit<FormWatchParts, 'report'> {
  /** The document's own random name. */
  readonly page: string;
}

/** Tells the background what is sent from this document, and what stands in its forms when a person asks for that. */
export function serveSaving({ page, ...parts }: SavingParts): Saving {
  // One after the other: what became of something is told after it.
  let told: Promise<unknown> = Promise.resolve();
  const report = (what: WatchReport): void => {
    told = told.then(() => tell(page, what));
  };
  const watch = new FormWatch({ ...parts, report });
  onPush(({ push, data }) => {
    if (push !== 'save') return undefined;
    const standing = watch.standing();
    const sent = standing && sentOf(standing.seen, '');
    const { order } = data as SaveOrder;
    if (order === 'alive') return (data as SaveOrder).page === page ? Promise.resolve(true) : undefined;
    // Of several documents one with a login in it answers.
    if (!sent) return undefined;
    if (order === 'look') return Promise.resolve(true);
    return call('save.typed', { page, form: standing.form, sent }).then(() => true);
  });
  return { filled: (form) => watch.filled(form), kinds: () => kindsIn(parts.survey()) };
}

async function tell(page: string, report: WatchReport): Promise<void> {
  const told =
    report.report === 'sent'
      ? call('save.sent', { page, form: report.form, sent: report.sent })
      : report.report === 'named'
        ? call('save.named', { username: report.username })
        : call('save.outcome', { page, form: report.form, outcome: report.report });
  // Orphaned, refused, or gone on its way to the next page: nobody is left to be told.
  await told.catch(() => undefined);
}
