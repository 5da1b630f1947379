import type { Bytes } from '../../encoding/index.ts';
import type { HeadAnswer, MailNews, RecoveryNews, TopicNews } from '../../wire/index.ts';
import { readPushed } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { reading, RefusedError } from '../client/index.ts';
import { EventReader } from './event-reader.ts';

export interface Hears {
  /** The store's head: once at the beginning, then whenever it has moved. The store's word. */
  head(head: HeadAnswer): void;
  /** So many envelopes wait for a device of the account: told at the beginning where any do, then whenever one has come. */
  mail?(news: MailNews): void;
  /** What there is of recoveries: told at the beginning where any is open, then whenever one began or ended. */
  recovery?(news: RecoveryNews): void;
  /** Somebody announced a key of some channel at this store: told to everybody there. */
  topic?(news: TopicNews): void;
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
  if (!pushed) return;
  if ('head' in pushed) hears.head(pushed.head);
  else if ('mail' in pushed) hears.mail?.(pushed.mail);
  else if ('topic' in pushed) hears.topic?.(pushed.topic);
  else hears.recovery?.(pushed.recovery);
}
