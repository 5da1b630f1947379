import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { schemas } from '../../src/rpc/contract/kinds/index.ts';
import { runs } from '../support/runs.ts';
import { item, vault } from './bitwarden-file.ts';
import type { Json } from './bitwarden-file.ts';
import { readAll } from './read-all.ts';

const known = '2023-06-01T00:00:00.000Z';
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const scalar = fc.oneof(text, fc.constant(null), fc.integer(), fc.boolean());
const anything = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(text, scalar, { maxKeys: 3 }));
const named = (...names: string[]): fc.Arbitrary<Json> =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.option(anything)])), { requiredKeys: [] });
const uri = fc.record({ uri: fc.option(text), match: fc.option(fc.integer({ min: 0, max: 6 })) });
const own = fc.record({ name: fc.option(text), value: fc.option(text), type: fc.integer({ min: 0, max: 4 }) });
const former = fc.record({ password: text, lastUsedDate: fc.oneof(text, fc.constant(known)) });
const anyItem = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.record(
      {
        name: text,
        notes: fc.option(text),
        favorite: fc.boolean(),
        fields: fc.array(own, { maxLength: 4 }),
        passwordHistory: fc.option(fc.array(former, { maxLength: 3 })),
        login: fc
          .tuple(named('username', 'password', 'totp', 'more'), fc.array(uri, { maxLength: 3 }))
          .map(([rest, uris]) => ({ ...rest, uris })),
        card: named('cardholderName', 'brand', 'number', 'expMonth', 'expYear', 'code', 'more'),
        identity: named('title', 'firstName', 'lastName', 'ssn', 'state', 'address1', 'more'),
        sshKey: named('privateKey', 'publicKey', 'more'),
      },
      { requiredKeys: ['name'] },
    ),
  )
  .map(([type, fields]) => item(type, fields));

/** Every text and number below, and the names of a person's own fields. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('of every item of Bitwarden', () => {
  it('each text ends in a field, a field of its own or the report, and a vault keeps it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 3 }), async (sources) => {
        const outcome = await readAll(vault(sources));
        const said = new Set(textsIn([outcome.items, outcome.report.leftOut]));
        for (const source of sources) {
          for (const one of textsIn(meant(source))) expect(said).toContain(one);
        }
        for (const found of outcome.items) {
          expect(v.safeParse(schemas[found.item.kind], found.item).issues).toBeUndefined();
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

/** What of an item is a person's. */
function meant(source: Json): unknown[] {
  const { name, notes, card, identity, sshKey, fields, passwordHistory } = source;
  const { uris = [], ...login } = (source['login'] ?? {}) as { readonly uris?: readonly Json[] };
  return [
    [name, notes, card, identity, sshKey, login],
    uris.map(({ uri: url }) => url),
    ((fields ?? []) as readonly Json[]).map((field) => [field['name'], field['value']]),
    ((passwordHistory ?? []) as readonly Json[]).map(({ password, lastUsedDate: date }) =>
      date === known ? [password] : [password, date],
    ),
  ];
}
