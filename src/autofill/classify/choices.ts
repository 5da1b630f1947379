import type { FieldEvidence, GroupEvidence } from './features.ts';
import type { Guess } from './guess.ts';
import type { FieldType } from './types.ts';

/** What the choices of a select, or the fields beside one, say of it, whatever it is called. */
export function withChoices(guesses: readonly Guess[], { text }: Pick<GroupEvidence, 'text'>): readonly Guess[] {
  const born = new Set<Guess>();
  for (const at of guesses.keys()) {
    const three = guesses.slice(at, at + 3);
    // A day, a month and a year that has been, side by side.
    const isDay = new Set(three.flatMap(({ field }) => unitOf(field) ?? [])).size === 3;
    if (isDay && three.some(({ field }) => isOfLife(field) || (field.isLine && text.has('birth'))))
      for (const one of three) born.add(one);
  }
  return guesses.map((one, at) => {
    const unit = born.has(one) ? unitOf(one.field) : undefined;
    const type: FieldType = unit ? `bday-${unit}` : isDialled(one, guesses[at + 1]) ? 'tel-country-code' : one.type;
    return { ...one, type };
  });
}

/** Nobody chooses a number: beside one it is the country that is dialled. */
function isDialled({ field: { looks, words, isLine }, type }: Guess, next: Guess | undefined): boolean {
  if (looks === '?dial' || next?.type !== 'tel') return looks === '?dial';
  if (words.has('dial') && (isLine || words.has('phone'))) return true;
  return looks !== undefined && type === 'tel';
}

function unitOf({ looks, words }: FieldEvidence): 'day' | 'month' | 'year' | undefined {
  return (['day', 'month', 'year'] as const).find((unit) => (looks ? looks === `?${unit}s` : words.has(unit)));
}

/** Years of more than a childhood are those in which grown-up people were born. */
function isOfLife({ looks, element }: FieldEvidence): boolean {
  return looks === '?years' && (element as HTMLSelectElement).options.length > 40;
}
