import type { Bytes } from '../../src/encoding/index.ts';
import { toUtf8 } from '../../src/encoding/index.ts';
import type { HeadAnswer, MailNews, RecoveryNews, TopicNews } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';

const MOST_PER_SESSION = 4;
const MOST_IN_ALL = 10_000;
/** Of a reader so slow that more waits for it, announcements of channels are dropped: who is a member asks. */
const MOST_WAITING = 256;

/** Something that a listener of an account wants to hear of. */
export type News =
  | { readonly event: 'head'; readonly data: HeadAnswer }
  | { readonly event: 'mail'; readonly data: MailNews }
  | { readonly event: 'recovery'; readonly data: RecoveryNews }
  | { readonly event: 'topic'; readonly data: TopicNews };

interface Listener {
  readonly session: number;
  tell(news: News): void;
  beat(): void;
  end(message: Bytes | undefined): void;
}

function message(event: string, data: unknown): Bytes {
  return toUtf8(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

const signedOut = message('signed-out', {});
const heartbeat = toUtf8(':\n\n');

/** Live connections: who hears of which account's new heads, mail and recoveries. In memory; a client that missed something asks. */
export class Events {
  readonly #listeners = new Map<number, Set<Listener>>();
  #count = 0;

  /** A stream of events of this account; begins with `now` (undefined: the session is over). Throws Refusal when there are too many. */
  open(account: number, session: number, now: () => Promise<readonly News[] | undefined>): ReadableStream<Bytes> {
    const listeners = this.#listeners.get(account) ?? new Set();
    const own = [...listeners].filter((listener) => listener.session === session).length;
    if (own >= MOST_PER_SESSION || this.#count >= MOST_IN_ALL)
      throw new Refusal('too-many-requests', { retryAfter: 60 });
    this.#listeners.set(account, listeners);
    return streamOf(session, now, (listener) => this.#add(account, listeners, listener));
  }

  publish(account: number, news: News): void {
    for (const listener of this.#listeners.get(account) ?? []) listener.tell(news);
  }

  /** To every account's listeners. */
  publishToAll(news: News): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.tell(news);
  }

  /** Ends the connections of sessions that are over. */
  endSessions(account: number, sessions: readonly number[] | 'all'): void {
    for (const listener of [...(this.#listeners.get(account) ?? [])]) {
      if (sessions === 'all' || sessions.includes(listener.session)) listener.end(signedOut);
    }
  }

  /** Proves to proxies, and to the clients' timers, that the connection lives. */
  beat(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.beat();
  }

  /** Ends everything: the store is stopping, and clients come back by themselves. */
  endAll(): void {
    for (const listeners of [...this.#listeners.values()])
      for (const listener of [...listeners]) listener.end(undefined);
  }

  #add(account: number, listeners: Set<Listener>, listener: Listener): () => void {
    listeners.add(listener);
    this.#count += 1;
    return () => {
      if (!listeners.delete(listener)) return;
      this.#count -= 1;
      if (listeners.size === 0) this.#listeners.delete(account);
    };
  }
}

/**
 * What newer news of the same thing make old: the head, the recoveries, or what waits for one device. Announcements stay beside each other.
 */
function aboutOf({ event, data }: News): string {
  if (event === 'mail') return `${event} ${data.device}`;
  return event === 'topic' ? `${event} ${data.announcement}` : event;
}

/** Only the newest of each matters: a slow reader gets the latest, not a queue. */
class Waiting {
  readonly #news = new Map<string, News>();

  add(news: News): void {
    if (news.event === 'topic' && this.#news.size >= MOST_WAITING) return;
    this.#news.set(aboutOf(news), news);
  }

  /** As it was when a listener came: what was published meanwhile is newer. */
  addOld(news: News): void {
    const newer = this.#news.get(aboutOf(news));
    const isOlder = newer?.event === 'head' && news.event === 'head' && newer.data.sequence < news.data.sequence;
    if (!newer || isOlder) this.add(news);
  }

  /** First forgotten, then said: whoever waits for it asks again at once. */
  take(): News | undefined {
    for (const [about, news] of this.#news) {
      this.#news.delete(about);
      return news;
    }
    return undefined;
  }
}

function streamOf(
  session: number,
  now: () => Promise<readonly News[] | undefined>,
  join: (listener: Listener) => () => void,
): ReadableStream<Bytes> {
  const waiting = new Waiting();
  let leave: () => void = () => undefined;
  const flush = (controller: ReadableStreamDefaultController<Bytes>): void => {
    while ((controller.desiredSize ?? 0) > 0) {
      const news = waiting.take();
      if (!news) return;
      controller.enqueue(message(news.event, news.data));
    }
  };
  return new ReadableStream<Bytes>(
    {
      async start(controller) {
        const listener: Listener = {
          session,
          tell(news) {
            waiting.add(news);
            flush(controller);
          },
          beat() {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(heartbeat);
          },
          end(last) {
            leave();
            if (last) controller.enqueue(last);
            controller.close();
          },
        };
        leave = join(listener);
        const standing = await now();
        // It ended on the way here, when nobody listened yet.
        if (!standing) {
          listener.end(signedOut);
          return;
        }
        for (const news of standing) waiting.addOld(news);
        flush(controller);
      },
      pull: flush,
      cancel: () => leave(),
    },
    { highWaterMark: 16 },
  );
}
