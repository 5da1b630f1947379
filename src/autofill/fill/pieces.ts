import type { FieldType } from '../classify/index.ts';
import { cardGroups, expiryPieces } from './card-values.ts';
import { postalPieces } from './address-values.ts';
import { birthdayPieces } from './person-values.ts';
import { phonePieces } from './phone-values.ts';
import type { FieldRules } from './rules.ts';
import type { Spelling } from './spelling.ts';
import { digitsOf } from './spelling.ts';

/** Ways in which a value can be parted. */
type Ways = readonly (readonly string[])[];

/** How a value is parted whose parts have a meaning. */
const byMeaning: Partial<Record<FieldType, (spelling: Spelling, rules: readonly FieldRules[]) => Ways>> = {
  'cc-exp': expiryPieces,
  'cc-number': ({ values }) => [cardGroups(digitsOf(values.card?.number ?? ''))],
  bday: birthdayPieces,
  tel: (spelling) => phonePieces(spelling, false),
  'tel-local': (spelling) => phonePieces(spelling, true),
  'postal-code': postalPieces,
};

/** Types of which the signs between the digits belong to no part. */
const ofDigits = new Set<FieldType>(['cc-number', 'tel', 'tel-local']);

/** The ways in which one value can be parted among so many fields; each way has a text for each of them. */
export function piecesOf(
  type: FieldType,
  spelling: Spelling,
  spellings: readonly string[],
  rules: readonly FieldRules[],
): Ways {
  const rooms = rules.map(({ maxLength }) => maxLength);
  const wholes = [...new Set(spellings.map((text) => (ofDigits.has(type) ? digitsOf(text) : text)))];
  const ways = [
    ...(byMeaning[type]?.(spelling, rules) ?? []),
    ...wholes.flatMap((text) => [oneEach(text), byRoom(text, rooms)]),
  ];
  return ways.filter(({ length }) => length === rules.length);
}

function oneEach(text: string): readonly string[] {
  return Array.from(text);
}

/** As much as each one takes; nothing where it isn't said, or where it doesn't come out even. */
function byRoom(text: string, rooms: readonly number[]): readonly string[] {
  if (rooms.some((room) => room <= 0)) return [];
  let from = 0;
  const pieces = rooms.map((room) => text.slice(from, (from += room)));
  return from >= text.length && pieces.every((piece) => piece !== '') ? pieces : [];
}
