import { believedTime, listBreaks } from '../../messaging/index.ts';
import type { MessageRow } from '../../messaging/index.ts';
import type { Place } from './places.ts';
import type { TextBreak } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** Envelopes leave at random within seconds, and so come in any order: sooner than this, in milliseconds, nothing is missing or late. */
const PATIENCE = 60_000;
/** So long the keys of what didn't come are kept, in milliseconds (protocol 8.2). */
const KEYS_KEPT = 30 * 86_400_000;

/**
 * Where a conversation isn't whole, oldest first. `texts`: all of it; what didn't come here, but to another browser of
 * ours, is in it and missing no more.
 */
export async function breaksIn(
  { rows }: Pick<OpenVault, 'rows'>,
  { people, mark, texts }: Pick<Place, 'people' | 'mark' | 'texts'>,
  now: number,
): Promise<readonly TextBreak[]> {
  const ports = { own: () => rows.own(), rows };
  const all = (await Promise.all(people.map((contact) => listBreaks(ports, contact, mark.conversation)))).flat();
  const told = all.flatMap((one): readonly TextBreak[] => {
    const { cameAt } = one;
    const at = believedTime(one.time, cameAt);
    if (one.is === 'forked') return [{ is: 'forked', at }];
    const came = new Set(
      texts.flatMap(({ sent }) =>
        sent?.device === one.device && sent.counter >= one.from && sent.counter <= one.to ? [sent.counter] : [],
      ),
    );
    const count = one.to - one.from + 1 - came.size;
    const isMissing = count > 0 && now - cameAt >= PATIENCE;
    return isMissing ? [{ is: 'missing', at, count, mayCome: now - cameAt < KEYS_KEPT }] : [];
  });
  return told.toSorted((one, other) => one.at - other.at);
}

/** The texts that came after what their writer's device sent later. */
export function lateAmong(texts: readonly MessageRow[]): ReadonlySet<MessageRow> {
  const firstAfter = new Map<string, number>();
  const late = new Set<MessageRow>();
  const byCounter = texts.toSorted((one, other) => (other.sent?.counter ?? 0) - (one.sent?.counter ?? 0));
  for (const text of byCounter) {
    if (!text.sent) continue;
    const { device } = text.sent;
    const first = firstAfter.get(device) ?? Infinity;
    if (text.cameAt - first >= PATIENCE) late.add(text);
    firstAfter.set(device, Math.min(first, text.cameAt));
  }
  return late;
}
