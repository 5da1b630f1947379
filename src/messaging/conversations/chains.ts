import type { Id } from '../../encoding/index.ts';
import type { Body, PairRow } from '../../wire/index.ts';
import { judgeBody, lastOf } from '../envelope/index.ts';
import { pairsOf } from './keep.ts';
import type { MessengerPorts, RowsPort } from './ports.ts';

/** So many stretches of bodies that didn't come, and so many forks, are remembered of a device. */
const MOST_MISSED = 64;
const MOST_FORKS = 8;

type Missed = NonNullable<PairRow['missed']>[number];

/**
 * The pair once this body has come at `now`: how far its chain is, what lies before it that didn't come, and whether it fits (protocol
 * 8.4). One that comes late fills its place. Where nothing came before, there was nothing to miss: a device that is new here.
 */
export function withReceived(pair: PairRow, body: Body, now: number): PairRow {
  const { conversation, counter } = body;
  const before = pair.received.find((one) => one.conversation === conversation);
  const place = { conversation, time: body.time, cameAt: now };
  const others = pair.received.filter((one) => one !== before);
  const further = { ...pair, received: [...others, { conversation, ...lastOf(body) }] };
  const { missed = [], forked = [] } = pair;
  switch (judgeBody(before, body)) {
    case 'next':
      return further;
    case 'gap': {
      if (!before) return further;
      const gap = { ...place, from: before.counter + 1, to: counter - 1 };
      return { ...further, missed: [...missed, gap].slice(-MOST_MISSED) };
    }
    case 'late': {
      const left = missed.flatMap((one) => (one.conversation === conversation ? without(one, counter) : [one]));
      return { ...pair, missed: left.slice(-MOST_MISSED) };
    }
    case 'forked': {
      const next = { forked: [...forked, place].slice(-MOST_FORKS) };
      // In the place of one that was here, or the next one beside it: what comes after it is measured by it.
      return { ...(counter > (before?.counter ?? 0) ? further : pair), ...next };
    }
    case 'again':
      return pair;
  }
}

function without(gap: Missed, counter: number): readonly Missed[] {
  if (counter < gap.from || counter > gap.to) return [gap];
  return [
    { ...gap, to: counter - 1 },
    { ...gap, from: counter + 1 },
  ].filter(({ from, to }) => from <= to);
}

/** Where something of a contact's device didn't come, or doesn't fit. */
type Break =
  /** Bodies `from` to `to` of `device` didn't come; they lie before what says that it was written at `time`. */
  | (Missed & { readonly is: 'missed'; readonly device: Id })
  /** What says that it was written at `time` took the place of another, or doesn't follow what was here: two speak as that device. */
  | { readonly is: 'forked'; readonly device: Id; readonly time: number; readonly cameAt: number };

/** What of a conversation with a contact didn't come to this device, and what doesn't fit. Times in milliseconds since 1970. */
export async function listBreaks(
  ports: Pick<MessengerPorts, 'own'> & { readonly rows: Pick<RowsPort, 'list'> },
  contact: Id,
  conversation: Id,
): Promise<readonly Break[]> {
  const own = (await ports.own()).certificate.device;
  return (await pairsOf(ports.rows, own, contact)).flatMap(({ device, row: { missed = [], forked = [] } }) =>
    [
      ...missed.map((one) => ({ is: 'missed' as const, device, ...one })),
      ...forked.map((one) => ({ is: 'forked' as const, device, ...one })),
    ].filter((one) => one.conversation === conversation),
  );
}
