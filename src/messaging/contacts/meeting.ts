import { equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { Card } from '../../wire/index.ts';
import { checkCard } from './card.ts';
import { MeetingOverError } from './errors.ts';
import type { ComparedSide } from './safety.ts';

/** How long a code that is shown in the same room is good for, in milliseconds (protocol 8.7). */
export const MEETING_LASTS = 10 * 60_000;
/** How far two clocks may be apart, in milliseconds. */
const CLOCKS_APART = 5 * 60_000;

/**
 * The card that a code in the same room is: whoever shows it is in front of the reader, so it says who they are as a comparison does.
 * Its invitation is the secret of ten minutes, for one reader: their store says whether it still is one. Here a code is refused that
 * by its own time was shown before, as a picture of it may be. Throws MeetingOverError, CardError, MalformedError, FormatError.
 */
export async function readMeeting(encoded: Bytes, now: number): Promise<Card> {
  const card = await checkCard(encoded);
  const age = now - card.time;
  if (age > MEETING_LASTS + CLOCKS_APART || age < -CLOCKS_APART) throw new MeetingOverError();
  return card;
}

/** What such a card says about a contact, whose list was fetched. `stale`: the list has gone on since it was shown, or not so far. */
export function judgeMeeting(card: Card, held: ComparedSide): 'same' | 'differs' | 'stale' {
  if (card.version !== held.version) return 'stale';
  return equal(card.identity, held.identity) && equal(card.list, held.hash) ? 'same' : 'differs';
}
