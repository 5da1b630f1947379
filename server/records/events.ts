import type { Bytes } from '../../src/encoding/index.ts';
import { toUtf8 } from '../../src/encoding/index.ts';
import type { HeadAnswer } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';

const MOST_PER_SESSION = 4;
const MOST_IN_ALL = 10_000;

interface Listener {
  readonly session: number;
  tell(head: HeadAnswer): void;
  beat(): void;
  end(message: Bytes | undefined): void;
}

function message(event: string, data: unknown): Bytes {
  return toUtf8(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

const signedOut = message('signed-out', {});
const heartbeat = toUtf8(':\n\n');

/** Live connections: who hears of which vault's new heads. In memory; a client that missed something pulls. */
export class Events {
  readonly #listeners = new Map<number, Set<Listener>>();
  #count = 0;

  /** A stream of events of this account; begins with `head` (undefined: the session is over). Throws Refusal when there are too many. */
  open(account: number, session: number, head: () => Promise<HeadAnswer | undefined>): ReadableStream<Bytes> {
    const listeners = this.#listeners.get(account) ?? new Set();
    const own = [...listeners].filter((listener) => listener.session === session).length;
    if (own >= MOST_PER_SESSION || this.#count >= MOST_IN_ALL)
      throw new Refusal('too-many-requests', { retryAfter: 60 });
    this.#listeners.set(account, listeners);
    return streamOf(session, head, (listener) => this.#add(account, listeners, listener));
  }

  publish(account: number, head: HeadAnswer): void {
    for (const listener of this.#listeners.get(account) ?? []) listener.tell(head);
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

/** Only the newest head matters: a slow reader gets the latest, not a queue. */
function streamOf(
  session: number,
  head: () => Promise<HeadAnswer | undefined>,
  join: (listener: Listener) => () => void,
): ReadableStream<Bytes> {
  let waiting: HeadAnswer | undefined;
  let leave: () => void = () => undefined;
  const flush = (controller: ReadableStreamDefaultController<Bytes>): void => {
    if (waiting === undefined || (controller.desiredSize ?? 0) <= 0) return;
    // First forgotten, then said: whoever waits for it pulls again at once.
    const told = waiting;
    waiting = undefined;
    controller.enqueue(message('head', told));
  };
  return new ReadableStream<Bytes>(
    {
      async start(controller) {
        const listener: Listener = {
          session,
          tell(next) {
            waiting = next;
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
        const now = await head();
        // It ended on the way here, when nobody listened yet.
        if (!now) {
          listener.end(signedOut);
          return;
        }
        if (waiting === undefined || waiting.sequence < now.sequence) waiting = now;
        flush(controller);
      },
      pull: flush,
      cancel: () => leave(),
    },
    { highWaterMark: 16 },
  );
}
