import { MalformedError } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { HeadAnswer } from '../../wire/index.ts';
import { readPushed } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { RefusedError, StoreAnswerError } from '../client/index.ts';
import { EventReader } from './event-reader.ts';

export interface Hears {
  /** The store's head: once at the beginning, then whenever it has moved. The store's word. */
  head(head: HeadAnswer): void;
}

/**
 * Hears live events until the store ends the stream, which it does when it stops. Throws RefusedError `signed-out` when
 * the session was ended, SlowError after a minute of silence, the client's other errors, and the signal's reason.
 */
export async function listen(client: StoreClient, hears: Hears, signal?: AbortSignal): Promise<void> {
  const stream = await client.events(signal);
  const reader = new EventReader(client.limits.event);
  try {
    for (;;) {
      const chunk = await stream.next(client.limits.quiet);
      if (!chunk) return;
      for (const { event, data } of reading(() => reader.take(chunk))) tell(hears, event, data);
    }
  } finally {
    stream.end();
  }
}

function tell(hears: Hears, event: string, data: Bytes): void {
  const pushed = reading(() => readPushed(event, data));
  if (pushed === 'signed-out') throw new RefusedError({ code: 'signed-out' });
  if (pushed) hears.head(pushed.head);
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof MalformedError) throw new StoreAnswerError('an event of another shape', { cause });
    throw cause;
  }
}
