import { sha256 } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { bytes, fromUtf8, toBase64url, toHex, toId, toUtf8 } from '../../../src/encoding/index.ts';
import { leftName, messageName } from '../../../src/messaging/archive/index.ts';
import { deadline } from '../../../src/messaging/conversations/expiring.ts';
import { bodyHash, lastOf, linkAfter } from '../../../src/messaging/envelope/index.ts';
import type { LastBody } from '../../../src/messaging/envelope/index.ts';
import type { ArchivedLeft, ArchivedMessage, Body, KeyRow } from '../../../src/wire/index.ts';
import { archivedBody, writeBody, writeKeyRow } from '../../../src/wire/index.ts';

const fill = (length: number, value: number): Bytes => bytes(length).fill(value);
const idOf = (value: number): Id => toId(fill(16, value));
const hashOf = (name: string): Bytes => sha256(toUtf8(name));

const TIME = 1_790_000_000_000;
const DAY = 86_400_000;
const [a, b] = [idOf(0xa1), idOf(0xb2)];
const group = idOf(0x77);
const text = fill(24, 1);

function person(number: number): Body['recipients'][number] {
  const name = `person ${String(number)}`;
  return { account: idOf(number), identity: hashOf(name), version: number, list: hashOf(`list of ${name}`) };
}
const [bob, carol] = [{ ...person(2), account: b }, person(3)];

const common = { recipients: [bob, carol], conversation: group, time: TIME, origin: 'https://chat.example' };
const key = {
  ...{ kind: 'key' as const, key: hashOf('K'), identity: hashOf('identity of a'), ciphertext: hashOf('C') },
  ...common,
};
type Link = Pick<Body, 'counter' | 'previous'>;

/** One of every kind, as one device says them to one person in one conversation. */
function chain(): readonly (readonly [string, Body])[] {
  const own: Readonly<Record<string, (link: Link) => Body>> = {
    'a text for two that ends after a day': (link) => ({ ...key, ...link, period: DAY }),
    'a text for two that ends as late as it may': (link) => ({ ...key, ...link, period: 90 * DAY }),
    'a text for 32': (link) => ({ ...key, ...link, recipients: Array.from({ length: 32 }, (_, at) => person(at + 1)) }),
    'a text taken back': (link) => ({ kind: 'unsend', id: text, ...common, ...link, origin: '' }),
    'a key asked for again': (link) => ({ kind: 'ask', id: text, ...common, ...link, origin: '' }),
    'a conversation left': (link) => ({ kind: 'leave', ...common, ...link, origin: '' }),
    'a card with the delivery token': (link) => ({
      ...{ kind: 'card', card: fill(212, 2), token: fill(16, 3), ...common, ...link },
      recipients: [bob],
    }),
    'a share that is held': (link) => ({
      ...{ kind: 'share', set: idOf(9), said: { is: 'held' }, ...common, ...link, recipients: [bob] },
    }),
  };
  let last: LastBody | undefined;
  return Object.entries(own).map(([what, make]) => {
    const body = make(linkAfter(last));
    last = lastOf(body);
    return [what, body] as const;
  });
}

/** What no reader takes, as JSON: nothing of ours writes it. */
function refused(): Readonly<Record<string, string>> {
  const link = linkAfter(undefined);
  const ends = fromUtf8(writeBody({ ...key, ...link, period: DAY }));
  const leave = fromUtf8(writeBody({ kind: 'leave', ...common, ...link, origin: '' }));
  const unsend = fromUtf8(writeBody({ kind: 'unsend', id: text, ...common, ...link, origin: '' }));
  const changed = (json: string, change: object): string =>
    JSON.stringify({ ...(JSON.parse(json) as object), ...change });
  const asJson = JSON.parse(ends) as { recipients: readonly object[] };
  const people = Array.from({ length: 33 }, (_, at) => ({ ...asJson.recipients[0], account: idOf(at + 1) }));
  const { time: _, ...timeless } = JSON.parse(leave) as Record<string, unknown>;
  return {
    'a period of nothing': changed(ends, { period: 0 }),
    'a period of more than 90 days': changed(ends, { period: 90 * DAY + 1 }),
    'a period that is no whole number': changed(ends, { period: 0.5 }),
    'nobody whom it is for': changed(leave, { recipients: [] }),
    'a person twice': changed(leave, { recipients: [asJson.recipients[0], asJson.recipients[0]] }),
    'more than 32 people': changed(leave, { recipients: people }),
    'a leave of something': changed(leave, { id: 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB' }),
    'a leave without a time': JSON.stringify(timeless),
    'an id of 23 bytes': changed(unsend, { id: toBase64url(fill(23, 1)) }),
    'counted from nothing': changed(unsend, { counter: 0 }),
    'a page for an origin': changed(ends, { origin: 'https://chat.example/room' }),
    'a kind that isn’t one': changed(leave, { kind: 'join' }),
    'another format': changed(leave, { format: 2 }),
    'with a space': leave.replace(':', ': '),
  };
}

const kept: ArchivedMessage = {
  ...{ kind: 'message', id: text, sender: b, contact: idOf(0xc0), conversation: group },
  ...{ key: hashOf('K'), identity: hashOf('identity of b'), ciphertext: hashOf('C') },
  recipients: [
    { account: a, identity: hashOf('identity of a') },
    { account: carol.account, identity: carol.identity },
  ],
  ...{ time: TIME, cameAt: TIME + 5_000, sent: { device: idOf(0xd1), counter: 7 }, origin: 'https://chat.example' },
};

/** Rows of the table `keys` as they are before they are sealed, each under the name that says which text it is of. */
function keyRows(): Readonly<Record<string, { readonly name: string; readonly row: KeyRow }>> {
  const until = deadline(TIME, TIME + 5_000, DAY);
  const theirs = messageName({ account: b, origin: 'https://store.example' }, text);
  const own = messageName({ account: a, origin: '' }, text);
  const [after, from] = [{ at: until, until: until + 90 * DAY }, idOf(0xc0)];
  const { cameAt: _, sent: _sent, ...written } = kept;
  return {
    'a text that came, not seen yet': { name: theirs, row: { state: 'kept', until, message: kept } },
    'an own text': {
      name: own,
      row: { state: 'kept', until, message: { ...written, sender: a, text: 'The gate code is 4711' } },
    },
    'ended by itself': { name: theirs, row: { state: 'gone', id: text, by: 'expiry', from, ...after } },
    'taken back by its writer': { name: theirs, row: { state: 'gone', id: text, by: 'unsend', from, ...after } },
    'an own text taken back': { name: own, row: { state: 'gone', id: text, by: 'unsend', ...after } },
  };
}

/** Records that say that somebody has left. */
function lefts(): Readonly<Record<string, { readonly name: string; readonly left: ArchivedLeft }>> {
  const left = (sender: Id): ArchivedLeft => ({
    ...{ kind: 'left', sender, contact: idOf(0xc0), conversation: group, time: TIME },
  });
  return {
    'somebody else': {
      name: leftName({ account: b, origin: 'https://store.example' }, group),
      left: { ...left(b), cameAt: TIME + 5_000 },
    },
    ourselves: { name: leftName({ account: a, origin: '' }, group), left: left(a) },
  };
}

/** When a text ends, by when it says that it was sent, when it came, and its period. */
function deadlines(): readonly object[] {
  const cases = [
    [TIME, TIME, 60_000],
    [TIME, TIME + 5_000, DAY],
    [TIME + 3_600_000, TIME, DAY],
    [TIME, TIME + 2 * DAY, DAY],
    [TIME, TIME, 91 * DAY],
  ] as const;
  return cases.map(([sent, came, period]) => ({ sent, came, period, until: deadline(sent, came, period) }));
}

/** Bodies of every kind in a conversation of several, texts that end, and who has left: deterministic. */
export function bodies(): Promise<object> {
  const rows = Object.entries(keyRows()).map(([what, { name, row }]) => ({
    what,
    name,
    json: fromUtf8(writeKeyRow(row)),
  }));
  const left = Object.entries(lefts()).map(([what, one]) => ({
    what,
    name: one.name,
    json: JSON.stringify(archivedBody(one.left)),
  }));
  return Promise.resolve({
    what: 'Bodies, texts that end and who has left, format 1 (docs/protocol.md 8.4, 8.5, 8.8): hashes in hexadecimal, times in milliseconds',
    bodies: chain().map(([what, body]) => ({ what, json: fromUtf8(writeBody(body)), hash: toHex(bodyHash(body)) })),
    refused: refused(),
    deadlines: deadlines(),
    keys: rows,
    left,
  });
}
