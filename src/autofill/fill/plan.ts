import type { FieldType, FormField } from '../classify/index.ts';
import { addressSpells } from './address-values.ts';
import { cardSpells } from './card-values.ts';
import { choose } from './choose.ts';
import { fits } from './fits.ts';
import { loginSpells } from './login-values.ts';
import { personSpells } from './person-values.ts';
import { phoneSpells } from './phone-values.ts';
import { piecesOf } from './pieces.ts';
import type { Choice, FieldRules } from './rules.ts';
import type { Spell, Spelling } from './spelling.ts';
import type { FillValues } from './values.ts';

/** A field as far as it matters for what comes into it. */
export interface Place extends Pick<FormField, 'type' | 'part'> {
  readonly rules: FieldRules;
}

/** What comes into a place: a text, or one of its choices. */
export type Content = { readonly text: string } | { readonly at: number; readonly choice: Choice };

/** undefined: nothing is known, the field is left alone. */
export type Planned = Content | 'unfit' | undefined;

const spells: Readonly<Record<FieldType, Spell>> = {
  ...loginSpells,
  ...cardSpells,
  ...personSpells,
  ...phoneSpells,
  ...addressSpells,
  search: () => [],
  unknown: () => [],
};

/** What comes into each of these places of one form: whole, in the place's own form, or not at all. */
export function plan(places: readonly Place[], values: FillValues): readonly Planned[] {
  const beside = new Set(places.map(({ type }) => type));
  // Where the country can't be said in its own place, it has to stand before the number.
  const dial = places.find(({ type }) => type === 'tel-country-code');
  if (dial && whole(dial, values, beside) === 'unfit') beside.delete('tel-country-code');
  const planned: Planned[] = [];
  for (let at = 0; at < places.length; at = planned.length) {
    const run = runAt(places, at);
    planned.push(...(run.length > 1 ? inParts(run, values, beside) : run.map((place) => whole(place, values, beside))));
  }
  return planned;
}

/** A place alone, or all parts of one value; a part whose others are missing stands alone. */
function runAt(places: readonly Place[], at: number): readonly Place[] {
  const of = places[at]?.part?.index === 0 ? places[at].part.of : 1;
  const run = places.slice(at, at + of);
  const isOne = ({ type, part }: Place, index: number): boolean =>
    type === places[at]?.type && part?.index === index && part.of === of;
  return of > 1 && run.length === of && run.every(isOne) ? run : places.slice(at, at + 1);
}

function whole(place: Place, values: FillValues, beside: ReadonlySet<FieldType>): Planned {
  const spellings = spells[place.type]({ values, rules: place.rules, beside });
  if (spellings.length === 0) return undefined;
  // A part that stands alone is never given the whole.
  return (place.part && place.part.of > 1 ? undefined : content(place.rules, spellings)) ?? 'unfit';
}

function inParts(run: readonly Place[], values: FillValues, beside: ReadonlySet<FieldType>): readonly Planned[] {
  const [first] = run;
  if (!first) return [];
  const spelling: Spelling = { values, rules: first.rules, beside };
  const spellings = spells[first.type](spelling);
  if (spellings.length === 0) return run.map(() => undefined);
  const ways = piecesOf(
    first.type,
    spelling,
    spellings,
    run.map(({ rules }) => rules),
  );
  for (const way of ways) {
    const contents = run.map(({ rules }, at) => content(rules, [way[at] ?? '']));
    if (contents.every((one) => one !== undefined)) return contents;
  }
  return run.map(() => 'unfit');
}

function content(rules: FieldRules, spellings: readonly string[]): Content | undefined {
  if (rules.control !== 'select') {
    const text = spellings.find((one) => fits(one, rules));
    return text === undefined ? undefined : { text };
  }
  const { choices } = rules;
  const at = choose(choices, spellings);
  const choice = at === undefined ? undefined : choices[at];
  return at === undefined || !choice ? undefined : { at, choice };
}
