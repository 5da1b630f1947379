import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, toUtf8 } from '../../../src/encoding/index.ts';
import { leftName, messageName } from '../../../src/messaging/archive/index.ts';
import { deadline } from '../../../src/messaging/conversations/expiring.ts';
import { bodyHash, judgeBody, lastOf } from '../../../src/messaging/envelope/index.ts';
import type { LastBody } from '../../../src/messaging/envelope/index.ts';
import {
  archivedBody,
  readArchived,
  readBody,
  readKeyRow,
  writeBody,
  writeKeyRow,
  writeUnversioned,
} from '../../../src/wire/index.ts';
import { bodies as made } from '../../vectors/make/bodies.ts';
import { bodyApart, deadlineApart, keyRowApart, leftApart } from './bodies-apart.ts';
import { bodyHashApart } from './apart.ts';

interface Said {
  readonly what: string;
  readonly json: string;
}
interface Vectors {
  readonly bodies: readonly (Said & { readonly hash: string })[];
  readonly refused: Readonly<Record<string, string>>;
  readonly deadlines: readonly { sent: number; came: number; period: number; until: number }[];
  readonly keys: readonly (Said & { readonly name: string })[];
  readonly left: readonly (Said & { readonly name: string })[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/messages/bodies.json', import.meta.url), 'utf8'),
) as Vectors;
const { bodies, refused, deadlines, keys, left } = vectors;
const withStore = { origin: 'https://store.example' };

it('bodies, rows and times are made today as they were published', async () => {
  expect(await made()).toEqual(vectors);
});

describe('a published body', () => {
  it.each(bodies.map((body) => [body.what, body] as const))(
    'is written, read and hashed the same: %s',
    (_, { json, hash }) => {
      const body = readBody(toUtf8(json));
      expect(fromUtf8(writeBody(body))).toBe(json);
      expect(toHex(bodyHash(body))).toBe(hash);
    },
  );

  it('goes on from the one before, whatever its kind is: there is one of each', () => {
    let last: LastBody | undefined;
    for (const { json } of bodies) {
      const body = readBody(toUtf8(json));
      expect(judgeBody(last, body)).toBe('next');
      last = lastOf(body);
    }
    const kinds = new Set(bodies.map(({ json }) => readBody(toUtf8(json)).kind));
    expect([...kinds].toSorted()).toEqual(['ask', 'card', 'key', 'leave', 'share', 'unsend']);
  });

  it.each(bodies.map((body) => [body.what, body] as const))(
    'reads the same a second time, without our code: %s',
    (_, { json, hash }) => {
      expect(Object.keys(bodyApart(json))[1]).toBe('kind');
      expect(bodyHashApart(json)).toBe(hash);
      // Control: the hash is of what is hashed, without what the lists of its people were then.
      expect(bodyHashApart(json.replace('"version":2', '"version":9'))).toBe(hash);
      expect(fromUtf8(writeUnversioned(readBody(toUtf8(json))))).not.toContain('"version"');
      expect(bodyHashApart(json.replace('"counter":', '"counter":9'))).not.toBe(hash);
    },
  );

  it.each(Object.entries(refused))('is refused: %s', (_, json) => {
    expect(() => readBody(toUtf8(json))).toThrow();
    expect(() => bodyApart(json)).toThrow();
  });
});

describe('what is kept of a text that ends', () => {
  it.each(keys.map((row) => [row.what, row] as const))('is one row of `keys`: %s', (_, { json, name }) => {
    const row = readKeyRow(toUtf8(json));
    expect(fromUtf8(writeKeyRow(row))).toBe(json);
    expect(keyRowApart(json)['state']).toBe(row.state);
    const id = row.state === 'kept' ? row.message.id : row.id;
    const account = name.split(' ')[1] ?? '';
    const isOwn = row.state === 'kept' ? row.message.cameAt === undefined : row.from === undefined;
    expect(name).toBe(messageName({ account, ...(isOwn ? { origin: '' } : withStore) }, id));
    // Control: of a text that is gone no row holds key or words.
    const gone = keys.filter(({ json: other }) => other.includes('"gone"'));
    for (const { json: other } of gone) {
      expect(() => readKeyRow(toUtf8(other.replace('"at"', '"key":"","at"')))).toThrow();
      expect(() => keyRowApart(other.replace('"at"', '"key":"","at"'))).toThrow();
    }
  });

  it.each(deadlines)('ends at $until, of $sent, $came and $period', (one) => {
    expect(deadline(one.sent, one.came, one.period)).toBe(one.until);
    expect(deadlineApart(one)).toBe(one.until);
  });
});

describe('a published record of who has left', () => {
  it.each(left.map((one) => [one.what, one] as const))('is written and read the same: %s', (_, { json, name }) => {
    const read = readArchived(JSON.parse(json));
    if (read.kind !== 'left') throw new Error('not a leave');
    expect(JSON.stringify(archivedBody(read))).toBe(json);
    expect(leftApart(json)['sender']).toBe(read.sender);
    const origin = read.cameAt === undefined ? { origin: '' } : withStore;
    expect(name).toBe(leftName({ account: read.sender, ...origin }, read.conversation));
    expect(() => leftApart(json.replace('"left"', '"read"'))).toThrow();
    expect(() => readArchived(JSON.parse(json.replace('"time"', '"text":"x","time"')))).toThrow();
  });
});
