import { table } from './table.ts';
import type { Evidence, FieldType } from './types.ts';

/** Which of the three tables: for fields that show and that hide what is typed, and for what is pressed. */
export type Model = 'line' | 'masked' | 'button';

/** What a button may be taken for. */
export type ButtonType = 'submit' | 'unknown';

/** Types that are told from one another, each by the letter that the table has for it. */
export const types = {
  line: [
    ...([
      'unknown',
      'username',
      'email',
      'one-time-code',
      'name',
      'given-name',
      'additional-name',
      'family-name',
    ] as const),
    ...([
      'tel',
      'address-line1',
      'address-line2',
      'address-level2',
      'address-level1',
      'postal-code',
      'country',
    ] as const),
    ...(['bday', 'bday-day', 'bday-month', 'bday-year', 'cc-number', 'cc-name', 'cc-csc', 'cc-exp'] as const),
    ...(['cc-exp-month', 'cc-exp-year'] as const),
  ],
  masked: ['unknown', 'current-password', 'new-password', 'one-time-code', 'cc-csc', 'cc-number'],
  button: ['unknown', 'submit'],
} as const satisfies Readonly<Record<Model, readonly (FieldType | ButtonType)[]>>;

/** Types without a row of their own are told like these, and are meant where they are said. */
export const kin: Readonly<Partial<Record<FieldType, FieldType>>> = {
  search: 'unknown',
  organization: 'unknown',
  nickname: 'unknown',
  'honorific-prefix': 'unknown',
  'cc-type': 'unknown',
  'cc-given-name': 'given-name',
  'cc-family-name': 'family-name',
  'account-id': 'username',
  'street-address': 'address-line1',
  'address-line3': 'address-line2',
  'house-number': 'address-line2',
  'tel-country-code': 'tel',
  'tel-area-code': 'tel',
  'tel-local': 'tel',
};

type Weights = ReadonlyMap<string, readonly (readonly [at: number, weight: number])[]>;

/** One step of a written weight. */
export const step = 0.25;
/** Types and weights are written as letters from here on; a weight of nothing is in the middle. */
export const letters = { type: 97, weight: 80 };

const read: Partial<Record<Model, Weights>> = {};

function weightsOf(model: Model): Weights {
  return (read[model] ??= new Map(
    table[model].split(' ').map((written) => {
      const [name = '', pairs = ''] = written.split(':');
      return [
        name,
        (pairs.match(/../g) ?? []).map(
          (pair) => [pair.charCodeAt(0) - letters.type, (pair.charCodeAt(1) - letters.weight) * step] as const,
        ),
      ];
    }),
  ));
}

/** How much speaks for each of a model's types, in the order of `types`. */
export function scoresOf(model: Model, { names, said }: Evidence): readonly number[] {
  const weights = weightsOf(model);
  const all: readonly string[] = types[model];
  const scores = all.map(() => 0);
  for (const name of [...new Set(names), '']) {
    for (const [at, weight] of weights.get(name) ?? []) scores[at] = (scores[at] ?? 0) + weight;
  }
  for (const [type, weight] of said) {
    const at = all.indexOf(kin[type] ?? type);
    if (at >= 0) scores[at] = (scores[at] ?? 0) + weight;
  }
  return scores;
}
