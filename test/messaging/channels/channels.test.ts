import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecryptionError, newId, randomBytes } from '../../../src/crypto/index.ts';
import { toHex } from '../../../src/encoding/index.ts';
import { announcementHash } from '../../../src/messaging/channels/index.ts';
import type { ChannelKey, OpenedChannelText } from '../../../src/messaging/index.ts';
import {
  ageOf,
  ArmorVersionError,
  ChannelFullError,
  currentKey,
  findArmored,
  firstKey,
  isDue,
  kindOfText,
  nextKey,
  openForChannel,
  sealForChannel,
  sealForSelf,
  takeKey,
} from '../../../src/messaging/index.ts';
import { runs } from '../../support/runs.ts';

const channel = newId();
const of = { channel, secret: randomBytes(32) };
const member = newId();
const hours = 3_600_000;

const forged = (number: number, parent = randomBytes(32)): ChannelKey => {
  const announcement = { number, parent, key: randomBytes(32), time: 1 };
  return { ...announcement, hash: announcementHash(channel, announcement) };
};

describe('a text of a channel', () => {
  it('opens by the chat password alone, however a site carries it', async () => {
    const key = firstKey(channel, 1);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(), async (text, time) => {
        const armored = await sealForChannel(of, key, { member, time, text });
        for (const shown of [armored, `> ${armored} and so on`, armored.replace(/.{60}/g, '$&\n> ')]) {
          expect(await openForChannel(of, shown)).toMatchObject({ member, time, text, key });
        }
        expect(kindOfText(armored)).toBe('channel');
        expect(findArmored(`a ${armored} b`)).toHaveLength(1);
      }),
      { numRuns: runs(30) },
    );
  });

  it('shows neither who wrote it nor under which key', async () => {
    const keys = [firstKey(channel, 1)];
    const two = [...keys, nextKey(channel, keys, 2)];
    const write = (who: string, key: ChannelKey) => sealForChannel(of, key, { member: who, time: 1, text: 'hello' });
    const all = await Promise.all(
      [newId(), newId()].flatMap((who) => two.flatMap((key) => [write(who, key), write(who, key)])),
    );
    expect(new Set(all.map(({ length }) => length)).size).toBe(1);
    // Version, kind and channel are 18 bytes; nothing behind them is ever the same twice.
    const same = all.map((armored) => armored.slice(0, 'LK1:'.length + 24));
    const rest = all.flatMap((armored) => armored.slice('LK1:'.length + 24).match(/.{24}/g) ?? []);
    expect(new Set(same).size).toBe(1);
    expect(new Set(rest).size).toBe(rest.length);
  });

  it('opens under no other password and in no other channel, and is no other kind', async () => {
    const armored = await sealForChannel(of, firstKey(channel, 1), { member, time: 1, text: 'x' });
    await expect(openForChannel({ ...of, secret: randomBytes(32) }, armored)).rejects.toThrow(DecryptionError);
    await expect(openForChannel({ ...of, channel: newId() }, armored)).rejects.toThrow(DecryptionError);
    const own = await sealForSelf({ epoch: randomBytes(4), key: randomBytes(32) }, 'x');
    await expect(openForChannel(of, own)).rejects.toThrow(ArmorVersionError);
    expect((await openForChannel(of, armored)).text).toBe('x');
  });
});

describe('the key that counts', () => {
  it('is the same for whoever took the same ones, in any order and however often', () => {
    const first = firstKey(channel, 1);
    const line = Array.from({ length: 5 }).reduce<ChannelKey[]>(
      (keys) => [...keys, nextKey(channel, keys, 2)],
      [first],
    );
    const forks = line.slice(0, 4).map((_, at) => nextKey(channel, line.slice(0, at + 1), 3));
    const all = [...line.slice(1), ...forks];
    const counts = (order: readonly ChannelKey[]): string =>
      toHex(currentKey(order.reduce<readonly ChannelKey[]>(takeKey, [first])).hash);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        fc.array(fc.constantFrom(...all), { maxLength: 5 }),
        (order, again) => {
          expect(counts([...order, ...again])).toBe(counts(all));
        },
      ),
      { numRuns: runs(50) },
    );
  });

  it('is, of two with one number, that of the lowest hash', () => {
    const first = firstKey(channel, 1);
    const both = [nextKey(channel, [first], 2), nextKey(channel, [first], 2)];
    const lowest = both.map(({ hash }) => toHex(hash)).toSorted()[0];
    for (const order of [both, both.toReversed()]) {
      expect(toHex(currentKey(order.reduce<readonly ChannelKey[]>(takeKey, [first])).hash)).toBe(lowest);
    }
  });

  it('is none that jumps from a parent that is known, or out of reach; a replayed one changes nothing', () => {
    const first = firstKey(channel, 1);
    const keys = takeKey([first], nextKey(channel, [first], 2));
    for (const one of [forged(9, first.hash), forged(2 + 65_537), forged(0xffff_ffff), first]) {
      expect(takeKey(keys, one)).toBe(keys);
    }
    expect(currentKey(takeKey(keys, forged(2 + 65_536))).number).toBe(65_538);
    // There is no 2^53rd: a number has four bytes, and at the last there is no next.
    expect(() => forged(2 ** 53)).toThrow();
    expect(() => nextKey(channel, [forged(0xffff_ffff)], 2)).toThrow(ChannelFullError);
  });

  it('never goes back, however many are taken after it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 120 }), (numbers) => {
        let keys: readonly ChannelKey[] = [firstKey(channel, 1)];
        for (const one of numbers.map((number) => forged(number))) {
          const before = currentKey(keys).number;
          keys = takeKey(keys, one);
          expect(currentKey(keys).number).toBeGreaterThanOrEqual(before);
          expect(keys.length).toBeLessThanOrEqual(64);
          expect(ageOf(keys, one)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it('is renewed after two days, if somebody else was there meanwhile', () => {
    const since = 1_000 * hours;
    expect(isDue({ since, othersAt: since + 1 }, since + 48 * hours)).toBe(true);
    expect(isDue({ since, othersAt: since + 1 }, since + 48 * hours - 1)).toBe(false);
    expect(isDue({ since, othersAt: since - 1 }, since + 480 * hours)).toBe(false);
    expect(isDue({ since, othersAt: undefined }, since + 480 * hours)).toBe(false);
  });
});

describe('three members', () => {
  const who = fc.nat({ max: 2 });
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ does: fc.constant('refresh' as const), who }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('write' as const), who }) },
    { weight: 5, arbitrary: fc.record({ does: fc.constant('read' as const), who, which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('lose' as const), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('forget' as const), who, which: fc.nat() }) },
  );

  it('end with one key, whatever is refreshed, lost, read late or forgotten, and can read every text there is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const first = firstKey(channel, 1);
        const members: (readonly ChannelKey[])[] = [[first], [first], [first]];
        const keysOf = (one: number): readonly ChannelKey[] => members[one] ?? [];
        const page: string[] = [];
        const write = async (one: number): Promise<void> => {
          page.push(await sealForChannel(of, currentKey(keysOf(one)), { member, time: 1, text: String(page.length) }));
        };
        const read = async (one: number, which: number): Promise<OpenedChannelText | undefined> => {
          const armored = page[which % Math.max(1, page.length)];
          if (armored === undefined) return undefined;
          const opened = await openForChannel(of, armored);
          members[one] = takeKey(keysOf(one), opened.key);
          return opened;
        };
        for (const one of steps) {
          if (one.does === 'refresh') {
            members[one.who] = takeKey(keysOf(one.who), nextKey(channel, keysOf(one.who), 2));
          } else if (one.does === 'write') await write(one.who);
          else if (one.does === 'read') await read(one.who, one.which);
          else if (one.does === 'lose') page.splice(one.which % Math.max(1, page.length), 1);
          else if (page.length > 0) {
            // Cleared browser data: what is left is the chat password, and what stands in the page.
            members[one.who] = [];
            await read(one.who, one.which);
          }
        }
        for (const one of [0, 1, 2]) await write(one);
        for (const one of [0, 1, 2]) {
          for (const which of page.keys()) expect(await read(one, which)).toBeDefined();
        }
        const [a, b, c] = members.map((keys) => toHex(currentKey(keys).hash));
        expect([b, c]).toEqual([a, a]);
      }),
      { numRuns: runs(30) },
    );
  });
});
