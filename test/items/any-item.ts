import fc from 'fast-check';
import { newItem, table } from '../../src/items/index.ts';
import type { Item, ItemFields, ItemKind } from '../../src/items/index.ts';
import { blankOf } from '../../src/transfer/blank.ts';

const naughty = [
  ...[
    '=1+1',
    '@SUM(A1)',
    '-2',
    '"',
    '""',
    "'",
    ',',
    ';',
    '\r\n',
    '\r',
    '\n\n',
    ' a ',
    '\t',
    '\u0000',
    '\u0007',
    '\ufeff',
  ],
  ...[
    '\u202egnp',
    'e\u0301',
    '👩‍👩‍👧‍👦',
    'null',
    '__proto__',
    'constructor',
    '</script>',
    '\\',
    '%s',
    '٠',
    'ﬃ',
    '\u2028',
    '{"',
  ],
];

const anyText = fc.oneof(fc.constantFrom('', ...naughty), fc.string({ unit: 'binary', maxLength: 20 }));

/** As JSON has it: without -0. */
const anyJson = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
/** What a later version may have added. */
const unknown = fc.dictionary(
  fc.string({ maxLength: 6 }).map((name) => `x-${name}`),
  anyJson,
  { maxKeys: 2 },
);
const time = fc.nat({ max: Date.UTC(2200, 0) });

const ownFields = fc
  .array(
    fc.tuple(
      unknown,
      fc.record({
        label: anyText,
        value: anyText,
        type: fc.constantFrom('text', 'hidden', 'boolean', 'date', 'totp', 'notes', 'colour'),
      }),
    ),
    { maxLength: 4 },
  )
  .map((fields) => fields.map(([more, field], at) => ({ ...more, id: `f${String(at)}`, ...field })));
const urls = fc.array(
  fc
    .tuple(
      unknown,
      fc.record({
        url: fc.oneof(anyText, fc.webUrl()),
        match: fc.constantFrom('host', 'host-port', 'domain', 'path', 'regex', 'never', 'moon'),
      }),
    )
    .map(([more, url]) => ({ ...more, ...url })),
  { maxLength: 4 },
);
const history = fc.array(
  fc
    .tuple(unknown, fc.record({ field: anyText, value: fc.oneof(anyText, anyJson), until: time }))
    .map(([more, entry]) => ({ ...more, ...entry })),
  { maxLength: 4 },
);

/** Any item of a kind as a vault may hold it, with whatever a later version put in. */
export function itemOf(kind: ItemKind): fc.Arbitrary<Item> {
  const blank: ItemFields = blankOf(kind);
  const names = Object.entries(blank).flatMap(([name, value]) => (name !== 'kind' && value === '' ? [name] : []));
  const texts = fc.record(Object.fromEntries(names.map((name) => [name, anyText])));
  const shared = fc.record({
    favourite: fc.boolean(),
    tags: fc.array(anyText, { maxLength: 3 }),
    fields: ownFields,
    ...(kind === 'login' ? { urls } : {}),
  });
  const kept = fc.record(
    { createdAt: time, updatedAt: time, trashedAt: time, history },
    { requiredKeys: ['createdAt', 'updatedAt', 'history'] },
  );
  return fc
    .tuple(unknown, texts, shared, kept)
    .map((parts) => Object.assign({}, parts[0], newItem<Item>(blank, 0), ...parts.slice(1)) as Item);
}

export const anyKind = fc.constantFrom(...(Object.keys(table) as ItemKind[]));
export const anyItem: fc.Arbitrary<Item> = anyKind.chain(itemOf);
