import type { FieldType, FormField } from '../classify/index.ts';
import type { FillOutcome } from './entry.ts';
import { Entry } from './entry.ts';
import { frame, isFocused, pause, soon, turn } from './page.ts';
import { plan } from './plan.ts';
import { rulesOf } from './rules.ts';
import type { FillValues } from './values.ts';
import { paste } from './write.ts';

/** One field that something was known for. Neither the value nor what stands there is told. */
export interface FilledField {
  readonly type: FieldType;
  readonly outcome: FillOutcome;
}

export interface FillOptions {
  /** Whether the person asked to replace what stands there already. */
  readonly replace?: boolean;
  /** Called as soon as the values stand there, before it is seen what the page makes of them. */
  readonly onPut?: () => void;
}

/** Pages that put something else into a field have done so by then. */
const settling = 300;

/** Of a form with more fields than people fill in, the page isn't drawn after each of them. */
const drawnFields = 50;

/**
 * Fills the fields of one form, each in its own form, and reads back what became of it. Nothing is sent: that is the
 * person's to do.
 */
export async function fill(
  fields: readonly FormField[],
  values: FillValues,
  { replace = false, onPut }: FillOptions = {},
): Promise<readonly FilledField[]> {
  const runs = runsOf(entriesOf(fields, values));
  const entries = runs.flat();
  const giveBack = holdFocus(entries);
  const goOn = runs.length > drawnFields ? soon : turn;
  for (const run of runs) {
    if (!replace && run.some((entry) => entry.isTaken())) endAll(run, 'kept');
    else await put(run, goOn);
  }
  await frame();
  giveBack();
  for (const entry of entries) entry.mend();
  onPut?.();
  await pause(settling);
  if (entries.filter((entry) => entry.mend()).length > 0) await frame();
  return entries.map((entry) => ({ type: entry.field.type, outcome: entry.conclude() }));
}

function entriesOf(fields: readonly FormField[], values: FillValues): Entry[] {
  const named = fields.filter(({ type }) => type !== 'search' && type !== 'unknown');
  const places = named.map(({ element, ...place }) => ({ ...place, rules: rulesOf(element) }));
  const planned = plan(places, values);
  return named.flatMap((field, at) => {
    const content = planned[at];
    return content === undefined ? [] : [new Entry(field, content)];
  });
}

/** Each field alone, but for those that hold one value. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    const { part } = entry.field;
    if (part && last && part.index === last.length && part.of === last[0]?.field.part?.of) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function endAll(run: readonly Entry[], outcome: FillOutcome): void {
  for (const entry of run) if (entry.isOpen) entry.end(outcome);
}

async function put(run: readonly Entry[], goOn: () => Promise<void>): Promise<void> {
  if (run.length > 1 && !run.every((entry) => !entry.isOpen || entry.stillStands())) endAll(run, 'refused');
  if (run.length > 1 && isPasted(run)) {
    for (const entry of run) entry.leave();
    await frame();
  }
  for (const entry of run.filter(({ isOpen }) => isOpen)) {
    entry.put();
    await goOn();
  }
}

/** Boxes of one code: pages that part it themselves do so when it is pasted into the first of them. */
function isPasted(run: readonly Entry[]): boolean {
  const [first] = run;
  if (first?.field.type !== 'one-time-code' || !first.isOpen) return false;
  return paste(first.field.element, run.map(({ text }) => text ?? '').join(''));
}

/** Pages go on to the next field by themselves: a person who writes somewhere else stays there. Answers what brings them back. */
function holdFocus(entries: readonly Entry[]): () => void {
  const home = document.activeElement;
  const isHere = (): boolean => entries.some(({ field }) => isFocused(field.element));
  if (!(home instanceof HTMLElement) || home === document.body || isHere()) return () => undefined;
  const [left, top] = [scrollX, scrollY];
  return () => {
    if (!isHere()) return;
    home.focus({ preventScroll: true });
    scrollTo({ left, top, behavior: 'instant' });
  };
}
