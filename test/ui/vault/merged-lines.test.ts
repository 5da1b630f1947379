import '../browser.ts';
import { describe, expect, test } from 'vitest';
import type { CustomField, FieldHistory, ItemFields, ItemKind } from '../../../src/items/index.ts';
import { blankOf } from '../../../src/transfer/blank.ts';
import { formerLines, standingLines } from '../../../src/ui/vault/duplicates/lines.ts';

const item = (kind: ItemKind, fields: object): ItemFields => ({ ...blankOf(kind), ...fields });
const field = (type: CustomField['type']): CustomField => ({ id: 'a', label: 'PIN', type, value: '12' });
const former = (name: string, value: unknown) => {
  const entry: FieldHistory = { field: name, value, until: 1 };
  return formerLines({ item: item('login', {}), former: [entry], tooLarge: false })[0];
};

describe('what one item of several would hold', () => {
  test('is told in the order in which it is read, and nothing of what is empty', () => {
    const urls = [
      { url: 'a.example', match: 'host' },
      { url: 'b.example', match: 'host' },
    ];
    const lines = standingLines(item('login', { title: 'Shop', password: 'x', urls, tags: ['a', 'b'] }));
    expect(lines).toEqual([
      { label: 'vaultNoteTitle', text: 'Shop', secret: false },
      { label: 'itemPassword', text: 'x', secret: true },
      { label: 'itemUrls', text: 'a.example\nb.example', secret: false },
      { label: 'vaultTags', text: 'a\nb', secret: false },
    ]);
  });

  test.each([
    ['login', 'password'],
    ['login', 'totp'],
    ['card', 'code'],
    ['card', 'pin'],
    ['ssh-key', 'privateKey'],
    ['ssh-key', 'passphrase'],
  ] as const)('hides the secrets of a %s: %s', (kind, name) => {
    expect(standingLines(item(kind, { [name]: 'x' }))).toMatchObject([{ text: 'x', secret: true }]);
  });

  test.each([
    ['hidden', true],
    ['totp', true],
    ['text', false],
    ['notes', false],
  ] as const)('hides a field of %s: %s', (type, secret) => {
    expect(standingLines(item('note', { fields: [field(type)] }))).toEqual([{ label: 'PIN', text: '12', secret }]);
  });
});

describe('what would be in its history', () => {
  test.each([
    ['password', 'old', { label: 'itemPassword', text: 'old', secret: true }],
    ['folder', 'Shops', { label: 'itemFolder', text: 'Shops', secret: false }],
    ['tags', ['a'], { label: 'vaultTags', text: 'a', secret: false }],
    ['fields/a', field('hidden'), { label: 'PIN', text: '12', secret: true }],
    // Of a later version: who knows what that is.
    ['x-later', { deep: 1 }, { label: 'x-later', text: '{"deep":1}', secret: true }],
    ['constructor', 'x', { label: 'constructor', text: 'x', secret: true }],
  ])('%s', (name, value, line) => expect(former(name, value)).toEqual(line));
});
