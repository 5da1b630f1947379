import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatchetMessage } from '../../../src/messaging/session/index.ts';
import { runs } from '../../support/runs.ts';
import { newPair } from './side.ts';
import type { Side } from './side.ts';

/** What is known of the conversation: what is under way, and what must never open again. */
interface Model {
  said: number;
}

interface Mail {
  readonly to: Side;
  readonly message: RatchetMessage;
  readonly text: string;
}

interface Real {
  readonly sides: readonly [Side, Side];
  readonly underWay: Mail[];
  readonly opened: Mail[];
}

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

const say = (from: 0 | 1): Command =>
  command(`say ${String(from)}`, async (model, { sides, underWay }) => {
    const text = `message ${String(model.said)}`;
    const message = await sides[from].say(text);
    if (!message) return;
    model.said += 1;
    underWay.push({ to: sides[from === 0 ? 1 : 0], message, text });
  });

/** One of those under way, in any order. */
const deliver = (which: number): Command =>
  command(`deliver ${String(which)}`, async (_, { underWay, opened }) => {
    const [mail] = underWay.splice(which % Math.max(underWay.length, 1), 1);
    if (!mail) return;
    expect(await mail.to.hear(mail.message)).toBe(mail.text);
    opened.push(mail);
  });

const lose = (which: number): Command =>
  command(`lose ${String(which)}`, (_, { underWay }) => {
    underWay.splice(which % Math.max(underWay.length, 1), 1);
    return Promise.resolve();
  });

/** What was opened comes again, or comes to the wrong side. */
const repeat = (which: number): Command =>
  command(`repeat ${String(which)}`, async (_, { opened, sides }) => {
    const mail = opened[which % Math.max(opened.length, 1)];
    if (!mail) return;
    for (const side of sides) {
      const { session } = side;
      expect(await side.hear(mail.message)).toBeUndefined();
      expect(side.session).toBe(session);
    }
  });

/** A store swaps the parts of two messages. */
const splice = (which: number): Command =>
  command(`splice ${String(which)}`, async (_, { underWay }) => {
    const [one, other] = [underWay[which % Math.max(underWay.length, 1)], underWay.at(-1)];
    if (!one || !other || one === other) return;
    const { session } = one.to;
    const { header } = other.message;
    expect(await one.to.hear({ ...one.message, header })).toBeUndefined();
    expect(one.to.session).toBe(session);
  });

const restart = (side: 0 | 1): Command =>
  command(`restart ${String(side)}`, (_, { sides }) => {
    sides[side].restart();
    return Promise.resolve();
  });

const which = fc.nat({ max: 30 });
const side = fc.constantFrom<0 | 1>(0, 1);

describe('two devices that talk', () => {
  it('agree on everything that arrives, whatever is lost, late, repeated, swapped or started anew', async () => {
    const commands = fc.commands(
      [side.map(say), side.map(say), which.map(deliver), which.map(deliver), which.map(lose), which.map(repeat)].concat(
        [which.map(splice), side.map(restart)],
      ),
      { maxCommands: 40 },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const { alice, bob } = await newPair();
        const real: Real = { sides: [alice, bob], underWay: [], opened: [] };
        await fc.asyncModelRun(() => ({ model: { said: 0 }, real }), all);
        // In the end everything that still comes opens, and both can go on.
        for (const mail of real.underWay.toReversed()) expect(await mail.to.hear(mail.message)).toBe(mail.text);
        const last = await alice.say('the last');
        expect(last && (await bob.hear(last))).toBe('the last');
        const headers = [...alice.sent, ...bob.sent].map(({ header }) => Buffer.from(header).toString('hex'));
        expect(new Set(headers).size).toBe(headers.length);
      }),
      { numRuns: runs(15) },
    );
  });
});
