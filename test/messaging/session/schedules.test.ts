import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatchetMessage } from '../../../src/messaging/session/index.ts';
import { runs } from '../../support/runs.ts';
import { newToys, type Toy } from './toy.ts';

/*
 * Schedules by the hundred thousand: a ratchet of ours between two ends, in a world that loses, delays, repeats, swaps and copies.
 * What must hold: whoever hears a genuine message understands it, once; nothing else opens or changes anything; no key is used
 * twice; what is kept opens nothing that was opened before; who copied a device falls behind once it turned.
 */
interface World {
  readonly ends: [Toy, Toy];
  readonly underWay: Mail[];
  readonly opened: Mail[];
  /** Of a device of before: it hears everything that comes to that device. */
  thief: { readonly of: 0 | 1; readonly copy: Toy } | undefined;
  said: number;
}

interface Mail {
  readonly to: 0 | 1;
  readonly message: RatchetMessage;
  readonly text: string;
}

type Step = 'say' | 'deliver' | 'lose' | 'repeat' | 'splice' | 'spoil' | 'restart' | 'copy';

/** The same numbers for the same seed (mulberry32). */
function numbersOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function fail(what: string): never {
  throw new Error(what);
}

/** Opens nothing, and leaves no trace. */
function opensNothing(end: Toy, message: RatchetMessage, what: string): void {
  const { session } = end;
  if (end.hear(message) !== undefined) fail(`${what} was opened`);
  if (end.session !== session) fail(`${what} changed the session`);
}

function hears(world: World, mail: Mail): void {
  if (world.ends[mail.to].hear(mail.message) !== mail.text) fail('a genuine message was not understood');
  if (world.thief?.of === mail.to) world.thief.copy.hear(mail.message);
  world.opened.push(mail);
}

function says(world: World, from: 0 | 1): Mail | undefined {
  const text = `message ${String((world.said += 1))}`;
  const message = world.ends[from].say(text);
  return message && { to: from === 0 ? 1 : 0, message, text };
}

const flip = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> => {
  const other = bytes.slice();
  other[at % other.length] = (other[at % other.length] ?? 0) ^ 1;
  return other;
};

const steps: Readonly<Record<Step, (world: World, next: (below: number) => number) => void>> = {
  say: (world, next) => {
    const mail = says(world, next(2) === 0 ? 0 : 1);
    if (mail) world.underWay.push(mail);
  },
  deliver: (world, next) => {
    const [mail] = world.underWay.splice(next(Math.max(world.underWay.length, 1)), 1);
    if (mail) hears(world, mail);
  },
  lose: ({ underWay }, next) => void underWay.splice(next(Math.max(underWay.length, 1)), 1),
  repeat: ({ ends, opened }, next) => {
    const mail = opened[next(Math.max(opened.length, 1))];
    if (mail) for (const end of ends) opensNothing(end, mail.message, 'what was opened before');
  },
  splice: ({ ends, underWay }, next) => {
    const [one, other] = [underWay[next(Math.max(underWay.length, 1))], underWay.at(-1)];
    if (!one || !other || one === other) return;
    const part = (['header', 'body'] as const)[next(2)] ?? 'body';
    opensNothing(ends[one.to], { ...one.message, [part]: other.message[part] }, 'what was swapped');
  },
  spoil: ({ ends, underWay }, next) => {
    const mail = underWay[next(Math.max(underWay.length, 1))];
    if (!mail) return;
    const part = (['header', 'block', 'body'] as const)[next(3)] ?? 'body';
    const spoilt = { ...mail.message, [part]: flip(mail.message[part], next(4_096)) };
    opensNothing(ends[mail.to], spoilt, 'what was changed');
  },
  restart: ({ ends }, next) => {
    const end = ends[next(2)];
    if (end) end.session = structuredClone(end.session);
  },
  copy: (world, next) => {
    const of = next(2) === 0 ? 0 : 1;
    world.thief = { of, copy: world.ends[of].copy() };
  },
};

/** Plays one schedule. Throws where something doesn't hold. */
function play(seed: number, weighted: readonly Step[]): void {
  const next = numbersOf(seed);
  const world: World = { ends: [...newToys()], underWay: [], opened: [], thief: undefined, said: 0 };
  for (let left = 4 + next(12); left > 0; left -= 1) steps[weighted[next(weighted.length)] ?? 'say'](world, next);
  // What still comes is understood, in any order.
  while (world.underWay.length > 0) steps.deliver(world, next);
  // Both turn, and go on.
  for (const from of [0, 1, 0, 1] as const) hears(world, says(world, from) ?? fail('an end has nothing to say'));
  for (let times = 0; times < 3; times += 1) {
    const mail = world.opened[next(world.opened.length)];
    if (mail) opensNothing(world.ends[mail.to], mail.message, 'a message of before');
  }
  const { thief, ends } = world;
  if (thief) {
    const last = says(world, thief.of === 0 ? 1 : 0) ?? fail('an end has nothing to say');
    if (thief.copy.hear(last.message) !== undefined) fail('who copied a device reads on');
    hears(world, last);
  }
  const used = ends.flatMap((end) => end.used);
  if (new Set(used).size !== used.length) fail('a key was used twice');
}

const worlds: Readonly<Record<string, readonly Step[]>> = {
  'that is honest and slow': ['say', 'say', 'deliver', 'restart'],
  'that loses': ['say', 'say', 'say', 'deliver', 'lose', 'repeat'],
  'that repeats and swaps': ['say', 'say', 'deliver', 'repeat', 'splice', 'splice'],
  'that changes what it carries': ['say', 'say', 'deliver', 'spoil', 'spoil', 'repeat'],
  'in which devices are copied': ['say', 'say', 'deliver', 'deliver', 'copy', 'restart', 'lose'],
};

describe('a session in a world', () => {
  // In `npm run proof` (LATCHKEY_RUNS=50) 200,000 each, a million together: 8 ms of processor time a schedule, over two hours.
  const count = process.env['LATCHKEY_RUNS'] ? runs(4_000) : 40;
  it.each(Object.entries(worlds))('%s holds', (_, weighted) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => play(seed, weighted)),
      { numRuns: count },
    );
  });

  it('(control) a ratchet that went back is found out', () => {
    const [one, other] = newToys();
    const before = one.copy();
    const first = one.say('first');
    expect(first && other.hear(first)).toBe('first');
    const again = before.say('another, by the same key');
    expect(again && other.hear(again)).toBeUndefined();
  });
});
