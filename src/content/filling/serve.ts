import { fill } from '../../autofill/index.ts';
import type { FilledField, Form } from '../../autofill/index.ts';
import { onPush } from '../../platform/page/index.ts';
import { call } from '../../rpc/index.ts';
import type { FillAnswer, FillFormOrder, FillOrder, FormSummary } from '../../rpc/index.ts';
import { chooseForm, kindsIn } from './choose.ts';
import { seenForms } from './seen.ts';
import { watchSteps } from './steps.ts';
import { isSameForm, summaryOf } from './summary.ts';

export interface FillingParts {
  /** The document's own random name. */
  readonly page: string;
  /** Every form of the document as it is now. */
  readonly survey: () => readonly Form[];
  /** Values of ours stand in a form now. */
  readonly onFilled: (form: Form) => void;
}

/** Fills in what the background orders of this document, and of no other one that stood or stands in its place. */
export function serveFilling({ page, survey: surveyAll, onFilled }: FillingParts): void {
  const parts = { survey: (): readonly Form[] => seenForms(surveyAll()), onFilled };
  let watching: AbortController | undefined;
  const watch = (): void => {
    watching?.abort();
    watching = new AbortController();
    watchSteps(() => fillStep(parts), watching);
  };
  onPush(({ push, data }) => {
    const order = data as FillOrder;
    if (push !== 'fill' || order.page !== page) return undefined;
    if (order.order === 'fill') return fillAsOrdered(parts, order, watch);
    if (order.order === 'look') return Promise.resolve(kindsIn(parts.survey()));
    watch();
    return Promise.resolve(true);
  });
}

type ForFilling = Omit<FillingParts, 'page'>;

async function fillAsOrdered(
  { survey, onFilled }: ForFilling,
  { page, errand, kind, replace }: FillFormOrder,
  watch: () => void,
): Promise<readonly FilledField[]> {
  const form = chooseForm(survey(), kind);
  if (!form) return [];
  const asked = (summary: FormSummary): Promise<FillAnswer> => call('fill.here', { errand, page, form: summary });
  const { filled, goesOn } = await fillForm(form, asked, { replace, onFilled });
  if (goesOn) watch();
  return filled;
}

/** Asks for the next step of a login, where a form shows one. Answers whether it is worth watching on. */
async function fillStep({ survey, onFilled }: ForFilling): Promise<boolean> {
  const form = chooseForm(survey(), 'login');
  if (!form) return true;
  const asked = (summary: FormSummary): Promise<FillAnswer> => call('fill.step', { form: summary });
  return (await fillForm(form, asked, { replace: false, onFilled })).goesOn;
}

async function fillForm(
  form: Form,
  ask: (summary: FormSummary) => Promise<FillAnswer>,
  { replace, onFilled }: { readonly replace: boolean } & Pick<FillingParts, 'onFilled'>,
): Promise<{ filled: readonly FilledField[]; goesOn: boolean }> {
  const summary = summaryOf(form);
  const { values, goesOn = false } = await ask(summary);
  // What was decided was decided of the form as it was.
  const isGiven = values !== undefined && isSameForm(summary, summaryOf(form));
  const filled = isGiven ? await fill(form.fields, values, { replace }) : [];
  if (filled.length > 0) onFilled(form);
  return { filled, goesOn };
}
