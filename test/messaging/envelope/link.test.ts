import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../src/encoding/index.ts';
import { bodyHash, judgeBody, lastOf, linkAfter } from '../../../src/messaging/envelope/index.ts';
import type { LastBody } from '../../../src/messaging/envelope/index.ts';
import type { Body } from '../../../src/wire/index.ts';
import { readBody, writeBody } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { someBody } from '../../wire/messages/arbitrary.ts';

/** Bodies of one device in one conversation, each linked to the one before. */
const chains = fc.array(someBody, { minLength: 3, maxLength: 6 }).map((bodies) => {
  let last: LastBody | undefined;
  return bodies.map((body): Body => {
    const linked = { ...body, ...linkAfter(last) };
    last = lastOf(linked);
    return linked;
  });
});

describe('bodies of one device', () => {
  it('go on from each other, as they were written and as they are read', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        let last: LastBody | undefined;
        for (const body of chain) {
          const read = readBody(writeBody(body));
          expect(judgeBody(last, read)).toBe('next');
          last = lastOf(read);
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('show what is missing, what came late or twice, and what was put in another one’s place', () => {
    fc.assert(
      fc.property(chains, ([first, second, third]) => {
        if (!first || !second || !third) throw new Error('three');
        expect(judgeBody(undefined, second)).toBe('gap');
        expect(judgeBody(lastOf(first), third)).toBe('gap');
        expect(judgeBody(lastOf(third), second)).toBe('late');
        expect(judgeBody(lastOf(second), second)).toBe('again');
        expect(judgeBody(lastOf(second), { ...second, time: second.time + 1 })).toBe('forked');
        expect(judgeBody(lastOf(second), { ...third, previous: bytes(32) })).toBe('forked');
        expect(judgeBody(undefined, { ...first, previous: bytes(32).fill(1) })).toBe('forked');
      }),
      { numRuns: runs(30) },
    );
  });

  it('are told apart by everything but the versions of lists', () => {
    fc.assert(
      fc.property(someBody, (body) => {
        const later = body.recipients.map((one) => ({
          ...one,
          version: one.version === 1 ? 2 : 1,
          list: bytes(32).fill(9),
        }));
        expect(bodyHash({ ...body, recipients: later })).toEqual(bodyHash(body));
        const others = body.recipients.map((one) => ({ ...one, identity: one.identity.map((byte) => byte ^ 1) }));
        for (const other of [
          { recipients: others },
          { time: body.time + 1 },
          { counter: body.counter === 1 ? 2 : 1 },
        ]) {
          expect(bodyHash({ ...body, ...other })).not.toEqual(bodyHash(body));
        }
      }),
      { numRuns: runs(50) },
    );
  });
});
