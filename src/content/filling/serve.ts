import type { fill as fillFields, FilledField, Form } from '../../autofill/index.ts';
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
  /** A field beside which a person chose: its form is meant, and no other one. */
  readonly at: () => Element | undefined;
  /** Puts values into fields. */
  readonly fill: typeof fillFields;
  /** Makes ready, before any value stands in a form, what has to know at once that one does. */
  readonly hearer: () => Promise<((form: Form) => void) | undefined>;
}

/** Fills in what the background orders of this document, and of no other one that stood or stands in its place. */
export function serveFilling(told: FillingParts): void {
  const parts: FillingParts = { ...told, survey: () => seenForms(told.survey()) };
  let watching: AbortController | undefined;
  const watch = (): void => {
    watching?.abort();
    watching = new AbortController();
    watchSteps(() => fillStep(parts), watching);
  };
  onPush(({ push, data }) => {
    const order = data as FillOrder;
    if (push !== 'fill' || order.page !== parts.page) return undefined;
    if (order.order === 'fill') return fillAsOrdered(parts, order, watch);
    if (order.order === 'look') return Promise.resolve(kindsIn(parts.survey()));
    watch();
    return Promise.resolve(true);
  });
}

async function fillAsOrdered(
  parts: FillingParts,
  { page, errand, kind, replace }: FillFormOrder,
  watch: () => void,
): Promise<readonly FilledField[]> {
  const form = chooseForm(parts.survey(), kind, parts.at());
  if (!form) return [];
  const asked = (summary: FormSummary): Promise<FillAnswer> => call('fill.here', { errand, page, form: summary });
  const { filled, goesOn } = await fillForm(parts, form, asked, replace);
  if (goesOn) watch();
  return filled;
}

/** Asks for the next step of a login, where a form shows one. Answers whether it is worth watching on. */
async function fillStep(parts: FillingParts): Promise<boolean> {
  const form = chooseForm(parts.survey(), 'login');
  if (!form) return true;
  const asked = (summary: FormSummary): Promise<FillAnswer> => call('fill.step', { form: summary });
  return (await fillForm(parts, form, asked, false)).goesOn;
}

async function fillForm(
  { fill, hearer }: FillingParts,
  form: Form,
  ask: (summary: FormSummary) => Promise<FillAnswer>,
  replace: boolean,
): Promise<{ filled: readonly FilledField[]; goesOn: boolean }> {
  const summary = summaryOf(form);
  // A person, or the page itself, may send the form as soon as it is whole: who has to know is there before.
  const [{ values, goesOn = false }, hear] = await Promise.all([ask(summary), hearer()]);
  // What was decided was decided of the form as it was.
  const isGiven = values !== undefined && isSameForm(summary, summaryOf(form));
  const onPut = (): void => hear?.(form);
  const filled = isGiven ? await fill(form.fields, values, { replace, onPut }) : [];
  return { filled, goesOn };
}
