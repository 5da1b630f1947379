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
}

/** Fills in what the background orders of this document, and of no other one that stood or stands in its place. */
export function serveFilling({ page, survey: surveyAll }: FillingParts): void {
  const survey = (): readonly Form[] => seenForms(surveyAll());
  let watching: AbortController | undefined;
  const watch = (): void => {
    watching?.abort();
    watching = new AbortController();
    watchSteps(() => fillStep(survey), watching);
  };
  onPush(({ push, data }) => {
    const order = data as FillOrder;
    if (push !== 'fill' || order.page !== page) return undefined;
    if (order.order === 'fill') return fillAsOrdered(survey, order, watch);
    if (order.order === 'look') return Promise.resolve(kindsIn(survey()));
    watch();
    return Promise.resolve(true);
  });
}

async function fillAsOrdered(
  survey: FillingParts['survey'],
  { page, errand, kind, replace }: FillFormOrder,
  watch: () => void,
): Promise<readonly FilledField[]> {
  const form = chooseForm(survey(), kind);
  if (!form) return [];
  const asked = (summary: FormSummary): Promise<FillAnswer> => call('fill.here', { errand, page, form: summary });
  const { filled, goesOn } = await fillForm(form, asked, replace);
  if (goesOn) watch();
  return filled;
}

/** Asks for the next step of a login, where a form shows one. Answers whether it is worth watching on. */
async function fillStep(survey: FillingParts['survey']): Promise<boolean> {
  const form = chooseForm(survey(), 'login');
  if (!form) return true;
  return (await fillForm(form, (summary) => call('fill.step', { form: summary }), false)).goesOn;
}

async function fillForm(
  form: Form,
  ask: (summary: FormSummary) => Promise<FillAnswer>,
  replace: boolean,
): Promise<{ filled: readonly FilledField[]; goesOn: boolean }> {
  const summary = summaryOf(form);
  const { values, goesOn = false } = await ask(summary);
  // What was decided was decided of the form as it was.
  const isGiven = values !== undefined && isSameForm(summary, summaryOf(form));
  return { filled: isGiven ? await fill(form.fields, values, { replace }) : [], goesOn };
}
