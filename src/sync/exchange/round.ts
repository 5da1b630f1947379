import type { HeadAnswer } from '../../wire/index.ts';
import { ProxyRefusedError, RefusedError, StoreAnswerError, UnreachableError } from '../client/index.ts';
import { CommitRoom } from './commit-room.ts';
import type { StoreClient } from '../client/index.ts';
import type { ExchangeParts, Prepared } from './parts.ts';
import type { ExchangeState } from './state.ts';
import { pullAll } from './pull.ts';
import { isUnknownHead, pullSince } from './pull-since.ts';
import type { Pulled } from './pulled.ts';

/** Around one round: what an exchange lends it. */
export interface Lent {
  readonly parts: ExchangeParts;
  readonly signal: AbortSignal;
  report(state: ExchangeState): void;
  /** True: this round only follows. */
  holds(): boolean;
  /** Resolves when it is time to try again after so many conflicts in a row. */
  patience(conflicts: number): Promise<void>;
}

/** A commit up to here gets through wherever anything does. */
const SMALL_COMMIT = 65_536;

/** Pulls, follows and pushes until both sides are at one head. Remembers what the store said last of its own. */
export class Rounds {
  readonly #lent: Lent;
  /** Undefined: ask. */
  #told: HeadAnswer | undefined;
  readonly #room = new CommitRoom();

  constructor(lent: Lent) {
    this.#lent = lent;
  }

  /** The store said by itself where it is. True if that is news. */
  hear(told: HeadAnswer): boolean {
    const isNews = told.head !== this.#told?.head;
    this.#told = told;
    return isNews;
  }

  /** Nothing that was heard counts any more (nobody listens, or it may be old): the next round asks. */
  forget(): void {
    this.#told = undefined;
  }

  /** One round. Throws whatever stopped it. */
  async run(): Promise<void> {
    const { parts, signal } = this.#lent;
    for (let conflicts = 0; ; conflicts += 1) {
      const lost = await this.#pushAll();
      if (lost === undefined) return;
      await this.#lent.patience(conflicts);
      signal.throwIfAborted();
      await this.#catchUp();
      if ((await parts.head()) === lost) throw new StoreAnswerError('a conflict with nothing');
    }
  }

  /** Undefined when all is at the store; else the head on which a commit lost the race. */
  async #pushAll(): Promise<string | undefined> {
    const { parts, signal } = this.#lent;
    let refused: { readonly head: string; readonly error: unknown } | undefined;
    for (;;) {
      signal.throwIfAborted();
      await this.#catchUp();
      if (this.#lent.holds()) return undefined;
      const prepared = await parts.prepare(this.#room.most);
      if (!prepared) return undefined;
      if (prepared.head === refused?.head) throw refused.error;
      try {
        if (!(await this.#push(prepared))) return await parts.head();
        this.#room.taken(prepared.commit.length);
      } catch (error) {
        if (!isTooLarge(error) || !this.#room.refused(prepared.commit.length)) throw error;
        refused = { head: prepared.head, error };
      }
    }
  }

  async #catchUp(): Promise<void> {
    const { parts } = this.#lent;
    const since = await parts.head();
    if (since !== undefined && since === this.#told?.head) return;
    const before = this.#told;
    const pulled = await this.#pull(since);
    if (pulled.head !== pulled.since) {
      this.#lent.report({ at: 'following' });
      await parts.follow(pulled);
    }
    // What was heard meanwhile may be newer.
    if (this.#told === before || (this.#told?.sequence ?? 0) <= pulled.sequence) this.#told = pulled;
  }

  async #pull(since: string | undefined): Promise<Pulled> {
    const { parts, signal } = this.#lent;
    const progress = (done: number, total: number): void => this.#lent.report({ at: 'pulling', done, total });
    progress(0, 0);
    try {
      return await pullSince(parts.client, { head: since, former: () => parts.former() }, progress, signal);
    } catch (error) {
      if (!isUnknownHead(error)) throw error;
      const { head, sequence } = error;
      if (head === undefined || sequence === undefined) throw new StoreAnswerError('no head beside an unknown one');
      await parts.unknownHead({ head, sequence });
      return pullAll(parts.client, await parts.head(), progress, signal);
    }
  }

  /** False: another browser was faster. */
  async #push(prepared: Prepared): Promise<boolean> {
    const { parts, signal } = this.#lent;
    this.#lent.report({ at: 'pushing' });
    // Whatever comes of it, the store is not where it was.
    this.#told = undefined;
    const at = await sent(parts, prepared, signal);
    if (at === 'conflict') return false;
    if (at.head !== prepared.head) throw new StoreAnswerError('another head than the one sent');
    await parts.acknowledged(prepared, at);
    this.#told ??= at;
    return true;
  }
}

async function sent(
  { client }: ExchangeParts,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<HeadAnswer | 'conflict'> {
  try {
    return await client.commit(prepared, signal);
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'conflict') return 'conflict';
    if (error instanceof UnreachableError && prepared.commit.length > SMALL_COMMIT)
      await throwIfReached(client, signal);
    throw error;
  }
}

/** Some proxies hang up, or say that the store is down, where a body is too large for them: then everything else gets through. */
async function throwIfReached(client: StoreClient, signal: AbortSignal): Promise<void> {
  const isReached = await client.identify(signal).then(
    () => true,
    () => false,
  );
  signal.throwIfAborted();
  if (isReached) throw new ProxyRefusedError();
}

function isTooLarge(error: unknown): boolean {
  return error instanceof ProxyRefusedError || (error instanceof RefusedError && error.code === 'too-large');
}
