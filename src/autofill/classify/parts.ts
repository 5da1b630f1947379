import type { FieldEvidence, GroupEvidence } from './features.ts';
import type { Guess } from './guess.ts';
import type { FieldType } from './types.ts';
import type { Word } from './words.ts';

/** Into how many fields at least and at most pages part one value of a type, and how long a part is at most, in characters. */
const counts: Partial<Record<FieldType, readonly [least: number, most: number, longest: number]>> = {
  'one-time-code': [2, 3, 4],
  'cc-number': [3, 5, 6],
  'cc-exp': [2, 2, 4],
  bday: [3, 3, 4],
  tel: [2, 4, 5],
  'tel-local': [2, 3, 5],
  'postal-code': [2, 2, 4],
};
/** A code in boxes of one digit has so many of them; nobody makes so many `likely` ones for anything else but a discount. */
const boxes = { least: 4, most: 8, likely: 6 };

/** Fields side by side that hold one value are its parts: a code in boxes, a card's number in groups. */
export function withParts(guesses: readonly Guess[], { text }: Pick<GroupEvidence, 'text'>): readonly Guess[] {
  const settled: Guess[] = [];
  for (let at = 0; at < guesses.length;) {
    const run = guesses.slice(at, at + boxesIn(guesses.slice(at)));
    if (isCode(run, text)) {
      settled.push(...inGroups(guesses.slice(settled.length, at)), ...partsOf('one-time-code', run));
    }
    at += Math.max(run.length, 1);
  }
  return [...settled, ...inGroups(guesses.slice(settled.length))];
}

function partsOf(type: FieldType, run: readonly Guess[]): Guess[] {
  return run.map((one, index) => ({ ...one, type, part: { index, of: run.length } }));
}

/** How many boxes stand first here; the first of a code may take the whole, for browsers that fill it in themselves. */
function boxesIn(guesses: readonly Guess[]): number {
  const [first] = guesses;
  if (!first || !(isBox(first.field) || first.type === 'one-time-code')) return 0;
  const end = guesses.findIndex(({ field }, at) => at > 0 && !(isBox(field) && isLike(field, first.field)));
  return end < 0 ? guesses.length : end;
}

function isCode(run: readonly Guess[], text: ReadonlySet<Word>): boolean {
  if (run.length < boxes.least || run.length > boxes.most) return false;
  if (run.some(({ type }) => type === 'one-time-code')) return true;
  return !text.has('coupon') && (text.has('code') || run.length === boxes.likely);
}

function inGroups(guesses: readonly Guess[]): Guess[] {
  const settled: Guess[] = [];
  while (settled.length < guesses.length) {
    const rest = guesses.slice(settled.length);
    const run = rest.slice(0, groupsIn(rest));
    const [{ type } = { type: 'unknown' as const }] = run;
    settled.push(...(run.length > 1 ? partsOf(type, run) : run));
  }
  return settled;
}

/** How many parts of one value come first here: each with room for a part alone, and nothing says that the later ones are another. */
function groupsIn(guesses: readonly Guess[]): number {
  const [first] = guesses;
  const count = first && counts[first.type];
  if (!first || !count) return 1;
  const [least, most, longest] = count;
  const isPart = ({ field, type }: Guess): boolean =>
    (type === first.type || type === 'unknown') && isLike(field, first.field) && isWithin(field, longest);
  const end = guesses.findIndex((one) => !isPart(one));
  const run = end < 0 ? guesses.length : end;
  return run >= least && run <= most ? run : 1;
}

function isLike(one: FieldEvidence, other: FieldEvidence): boolean {
  return one.element.type === other.element.type && one.element.localName === 'input';
}

function isWithin({ element }: FieldEvidence, longest: number): boolean {
  return [roomOf(element, 'maxLength'), roomOf(element, 'size')].some((room) => room > 0 && room <= longest);
}

/** Room for one digit, by what the field says or as it is drawn: hardly wider than high. */
function isBox({ element }: FieldEvidence): boolean {
  if (roomOf(element, 'maxLength') === 1 || roomOf(element, 'size') === 1) return true;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && width < 1.5 * height;
}

/** -1: not said. */
function roomOf(element: FieldEvidence['element'], by: 'maxLength' | 'size'): number {
  const room: unknown = Reflect.get(element, by);
  return typeof room === 'number' ? room : -1;
}
