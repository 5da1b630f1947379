import { expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { overdue } from '../../../src/messaging/conversations/inbox-bounds.ts';
import type { InboxRow } from '../../../src/wire/index.ts';

const DAY = 86_400_000;
const [flooding, quiet] = [newId(), newId()];
let count = 0;

function unjudged(from: string, at: number): { name: string; version: number; row: InboxRow } {
  count += 1;
  return { name: String(count), version: 1, row: { state: 'unjudged', at, from, envelope: new Uint8Array(1) } };
}

it('whoever sends much pushes out what they sent themselves, oldest first, and nothing of others', () => {
  const early = unjudged(quiet, 1);
  const flood = Array.from({ length: 250 }, (_, at) => unjudged(flooding, at + 2));
  const gone = overdue([early, ...flood], DAY);
  expect(gone).toEqual(flood.slice(0, 51));
  expect(overdue([early, ...flood.slice(0, 199)], DAY)).toEqual([]);
});

it('what is thirty days old goes, however little there is', () => {
  const [old, young] = [unjudged(quiet, 0), unjudged(quiet, 1)];
  expect(overdue([old, young], 30 * DAY)).toEqual([old]);
});
