import type { FieldEvidence } from './features.ts';
import { kin, scoresOf, types } from './model.ts';
import type { FieldType, FormField } from './types.ts';

/** A field with the type that most speaks for. */
export interface Guess {
  readonly field: FieldEvidence;
  readonly type: FieldType;
  /** Of one value that several fields hold. */
  readonly part?: FormField['part'];
  /** How much speaks for each type. */
  readonly score: (type: FieldType) => number;
}

export function guess(field: FieldEvidence): Guess {
  const model = field.isMasked ? 'masked' : 'line';
  const scores = scoresOf(model, field);
  const all: readonly FieldType[] = types[model];
  const type = all[scores.indexOf(Math.max(...scores))] ?? 'unknown';
  return {
    field,
    type: field.isToldUserName && type === 'email' ? 'username' : exactly(field, type),
    score: (one) => scores[all.indexOf(one)] ?? -Infinity,
  };
}

/** A type that is told like others, by the name that is said of it. */
function exactly({ said }: FieldEvidence, type: FieldType): FieldType {
  const [most] = said.filter(([one]) => (kin[one] ?? one) === type).toSorted(([, one], [, two]) => two - one);
  return most?.[0] ?? type;
}
