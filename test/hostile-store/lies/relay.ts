import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, fromJson, readFrames, toJson, writeFrames } from '../../../src/encoding/index.ts';
import type { EndpointName } from '../../../src/wire/index.ts';
import type { Lie } from '../store.ts';
import { overBytes } from '../twist.ts';

const attack = 'a store that is hostile to those who write to its accounts';
const contacts: readonly EndpointName[] = ['contactBundles', 'contactLists'];
const MOST_FRAMES = 20_000;

/** Twists answers of frames: the header, and the frames behind it. */
function overFrames(
  name: string,
  on: readonly EndpointName[],
  change: (header: Record<string, unknown>, frames: Bytes[]) => [Record<string, unknown>, Bytes[]],
): Lie {
  return overBytes({ name, attack }, on, (body) => {
    const [header = bytes(0), ...frames] = readFrames(body, MOST_FRAMES);
    const [said, told] = change(fromJson(header) as Record<string, unknown>, frames);
    return writeFrames([toJson(said), ...told]);
  });
}

/** Answers about contacts and mailboxes that no honest store gives, told by their form. */
export const relayLies: readonly Lie[] = [
  overFrames('fewer lists than it says', contacts, (header, frames) => [
    { ...header, lists: frames.length + 1 },
    frames,
  ]),
  overFrames('a newest version that never comes', ['contactLists'], (header) => [
    { ...header, newest: 900, lists: 0 },
    [],
  ]),
  overFrames('more versions than any list has', ['contactLists'], (header, frames) => [
    { ...header, newest: 0xffff_ffff },
    frames,
  ]),
  overFrames('more bundles than there are devices', ['contactBundles'], (header, frames) => [
    header,
    [...frames, ...Array.from({ length: 129 }, () => randomBytes(100))],
  ]),
  overFrames('lists of two mebibytes', contacts, (header, frames) => [
    { ...header, lists: frames.length + 8 },
    [...frames, ...Array.from({ length: 8 }, () => randomBytes(262_144))],
  ]),
  overFrames('a header of a mebibyte', [...contacts, 'mailbox'], (header, frames) => [
    { ...header, more: 'x'.repeat(1_048_576) },
    frames,
  ]),
  overFrames('gone, without a list', ['contactDeposit'], () => [{ outcome: 'gone' }, []]),
  overFrames('taken, with a list', ['contactDeposit'], (_, frames) => [
    { outcome: 'taken' },
    [...frames, randomBytes(100)],
  ]),
  overFrames('an outcome of its own', ['contactDeposit'], (_, frames) => [{ outcome: 'sold' }, frames]),
  overFrames('an envelope that nothing names', ['mailbox'], (header, frames) => [
    header,
    [...frames, randomBytes(4_176)],
  ]),
  overFrames('an envelope that is named and missing', ['mailbox'], (header, frames) => [
    { ...header, mail: [{ id: 'A'.repeat(22), by: 'delivery' }] },
    frames,
  ]),
  overFrames('51 envelopes', ['mailbox'], (header) => [
    { ...header, mail: Array.from({ length: 51 }, () => ({ id: 'A'.repeat(22), by: 'delivery' })) },
    Array.from({ length: 51 }, () => randomBytes(100)),
  ]),
  overFrames('an envelope that came by something else', ['mailbox'], (header, frames) => [
    { ...header, mail: [{ id: 'A'.repeat(22), by: 'friend' }] },
    [...frames, randomBytes(4_176)],
  ]),
  overFrames('so many one-time keys wanted that a device makes keys for ever', ['mailbox'], (header, frames) => [
    { ...header, preKeys: { once: 0, wanted: 1_000_000 } },
    frames,
  ]),
];
