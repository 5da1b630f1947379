import type { InboxRow } from '../../wire/index.ts';
import type { Held } from './keep.ts';

const DAY = 86_400_000;
/** How long what can't be opened, judged or was not asked in is kept, and how much of it (protocol 8.1, 8.6). */
const KEPT = 30 * DAY;
const MOST = { unopened: 200, unjudged: 200, request: 100, answer: 100, ask: 100 } as const;

/** What is kept no longer: what is old, and of each state what is too much. `inbox`: oldest first. */
export function overdue(inbox: readonly Held<InboxRow>[], now: number): readonly Held<InboxRow>[] {
  return (Object.keys(MOST) as (keyof typeof MOST)[]).flatMap((state) => {
    const all = inbox.filter(({ row }) => row.state === state);
    const old = all.filter(({ row }) => now - row.at >= KEPT);
    return [...old, ...beyond(all.slice(old.length), MOST[state])];
  });
}

/** Whoever has most there gives up their oldest, so that nobody pushes out what others sent by sending much. */
function beyond(rows: readonly Held<InboxRow>[], most: number): readonly Held<InboxRow>[] {
  const bySender = [...Map.groupBy(rows, ({ row }) => ('from' in row ? row.from : undefined)).values()];
  return Array.from({ length: Math.max(0, rows.length - most) }, () => {
    const longest = bySender.reduce((one, other) => (other.length > one.length ? other : one));
    return longest.shift();
  }).filter((row) => row !== undefined);
}
