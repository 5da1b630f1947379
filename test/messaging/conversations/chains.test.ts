import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { lastOf, linkAfter } from '../../../src/messaging/envelope/index.ts';
import { withReceived } from '../../../src/messaging/conversations/chains.ts';
import type { Body, PairRow } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';

const conversation = newId();
const recipients = [{ account: newId(), identity: randomBytes(32), version: 1, list: randomBytes(32) }];
const empty: PairRow = { sessions: [], failed: 0, received: [] };

/** So many bodies, each after the other; `time` counts them. */
function chain(length: number, start: readonly Body[] = []): readonly Body[] {
  const bodies = [...start];
  while (bodies.length < length) {
    const before = bodies.at(-1);
    const link = linkAfter(before && lastOf(before));
    const shared = { conversation, recipients, origin: '', time: bodies.length + 1 };
    bodies.push({ kind: 'ask', id: randomBytes(24), ...shared, ...link });
  }
  return bodies;
}

const after = (bodies: readonly Body[], from = empty): PairRow =>
  bodies.reduce((pair, body, at) => withReceived(pair, body, 1_000 + at), from);
const countersOf = ({ missed = [] }: PairRow): number[] =>
  missed
    .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
    .toSorted((one, other) => one - other);

describe('the chain of a device', () => {
  it('misses what lies before the newest and since the first, whatever comes late, twice, or never', () => {
    const orders = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 });
    const bodies = chain(20);
    fc.assert(
      fc.property(orders, (order) => {
        const pair = after(order.flatMap((counter) => bodies[counter - 1] ?? []));
        const [first = 0] = order;
        const expected = Array.from({ length: Math.max(...order) }, (_, at) => at + 1).filter(
          (counter) => counter > first && !order.includes(counter),
        );
        expect(countersOf(pair)).toEqual(expected);
        expect(pair.forked).toBeUndefined();
        expect(pair.received).toMatchObject([{ counter: Math.max(...order) }]);
      }),
      { numRuns: runs(100) },
    );
  });

  it('says where something is missing: before what told of it', () => {
    const [one, , , four, five] = chain(5) as [Body, Body, Body, Body, Body];
    const missed = [{ conversation, from: 2, to: 3, time: four.time, cameAt: 1_001 }];
    expect(after([one, four, five]).missed).toEqual(missed);
  });

  it('keeps conversations apart', () => {
    const [one, , three] = chain(3) as [Body, Body, Body];
    const [elsewhere] = chain(1) as [Body];
    const other = { ...elsewhere, conversation: newId(), counter: 2 };
    expect(after([one, three, other]).missed).toMatchObject([{ conversation, from: 2, to: 2 }]);
  });

  it('is forked by another body in the place of one that was here, and goes on beside it', () => {
    const bodies = chain(3);
    const copy = chain(3, bodies.slice(0, 2)).at(-1) as Body;
    const pair = after([...bodies, copy]);
    expect(pair.forked).toEqual([{ conversation, time: 3, cameAt: 1_003 }]);
    expect(after(chain(4, bodies).slice(3), pair)).toMatchObject({ received: [{ counter: 4 }], forked: [{}] });
    expect(after([...bodies, bodies[2] as Body]).forked).toBeUndefined();
  });

  it('is forked by a next one that follows something else, and missing nothing', () => {
    const bodies = chain(3);
    const [, , , beside, further] = chain(5, chain(3)) as [Body, Body, Body, Body, Body];
    const pair = after([...bodies, beside, further]);
    expect(pair.forked).toMatchObject([{ time: 4 }]);
    expect(countersOf(pair)).toEqual([]);
    expect(pair.received).toMatchObject([{ counter: 5 }]);
  });

  it('remembers the newest gaps and forks only', () => {
    const odd = chain(400).filter(({ counter }) => counter % 2 === 1);
    const { missed = [] } = after(odd);
    expect(missed).toHaveLength(64);
    expect(missed.at(-1)).toMatchObject({ from: 398, to: 398 });
  });
});
