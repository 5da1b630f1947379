import { LatchkeyError } from '../../encoding/index.ts';
import type { HeadAnswer, MailNews, RecoveryNews, TopicNews } from '../../wire/index.ts';
import { backoff, standardPace } from './backoff.ts';
import { Bell } from './bell.ts';
import { isPassing, RefusedError } from '../client/index.ts';
import { listen } from './events.ts';
import type { ExchangeParts } from './parts.ts';
import type { ExchangeState } from './state.ts';
import { Rounds } from './round.ts';

/** Conflicts in a row before it waits between tries: two browsers that push at once need no more. */
const PATIENT_CONFLICTS = 2;

/** The longest that a store may ask us to wait, in milliseconds: one that says "for ever" doesn't silence us. */
const MOST_ASKED = 3_600_000;

/** How often a store is asked whose events don't come through. */
const UNHEARD_MS = 180_000;

/** Streams of events in a row that told nothing: then something holds them back. */
const HELD_BACK = 2;

/** Refusals that keep a commit here, but not what others wrote away from us; and another background that wrote into the same vault. */
const mayPass = ['quota', 'too-large', 'proxy-refused', 'conflict'];

/**
 * Keeps a vault and a store at one head (protocol 3): rounds of pull, follow, push, whenever there is reason for one. Holds
 * no queue: what is unsent is the vault's to know, so nothing is lost with the background. One round at a time, one commit
 * in flight. Lives until `signal`; a locked or signed-out vault makes a new one.
 */
export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #signal: AbortSignal;
  readonly #rounds: Rounds;
  readonly #bell = new Bell();
  #state: ExchangeState = { at: 'idle' };
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #failures = 0;
  /** Whether events are being heard: only as long as they are, what was heard of the store's head is good. */
  #isLive = false;
  #isUnheard = false;
  #mustAsk = false;
  /** Somebody wants everything sent, by the next round; what an exchange before this one has left, too. */
  #mustSend = true;
  /** The round that runs sends everything. */
  #sendsAll = false;

  constructor(parts: ExchangeParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    this.#rounds = new Rounds({
      parts,
      signal,
      report: (state) => this.#report(state),
      holds: () => !this.#sendsAll && !this.#mustSend && (parts.holds?.() ?? false),
      patience: (conflicts) => this.#patience(conflicts),
    });
  }

  get state(): ExchangeState {
    return this.#state;
  }

  /**
   * Until everything is pulled and pushed; asks the store in any case. Rejects with what stopped it. Asked while one runs,
   * whose beginning may have missed what there is to send now: one more after it, shared by all who asked.
   */
  round(): Promise<void> {
    this.#mustSend = true;
    return this.followed();
  }

  /** The same for what others wrote: what is in no hurry to be sent is left for another time. */
  followed(): Promise<void> {
    this.#mustAsk = true;
    return this.#queue();
  }

  /** There is something to send, or reason to think that the store can be reached again. */
  nudge(): void {
    this.#mustSend = true;
    this.#bell.ring();
  }

  /** Rounds until the signal, or until one is stopped. Never rejects. */
  async run(): Promise<void> {
    const ending = new AbortController();
    const signal = AbortSignal.any([this.#signal, ending.signal]);
    const listening = Promise.all([this.#listen(signal), this.#askUnheard(signal)]);
    while (!signal.aborted) {
      await this.#queue().catch(() => undefined);
      if (this.#state.at === 'stopped') break;
      await this.#bell.heard(this.#pause(), signal);
    }
    ending.abort();
    await listening;
  }

  #pause(): number | undefined {
    return this.#state.at === 'waiting' ? Math.max(0, this.#state.until - this.#parts.client.clock()) : undefined;
  }

  /** Keeps a stream of events open. It only ever rings: a round finds out what is true of what it hears. */
  async #listen(signal: AbortSignal): Promise<void> {
    const pause = new Bell();
    let failures = 0;
    const head = (told: HeadAnswer): void => {
      failures = 0;
      this.#isLive = true;
      if (this.#rounds.hear(told) || this.#isUnheard) this.#bell.ring();
      this.#isUnheard = false;
    };
    const mail = (news: MailNews): void => this.#parts.mail?.(news);
    const recovery = (news: RecoveryNews): void => this.#parts.recovery?.(news);
    const topic = (news: TopicNews): void => this.#parts.topic?.(news);
    while (!signal.aborted) {
      const error = await listen(this.#parts.client, { head, mail, recovery, topic }, signal).catch(
        (reason: unknown) => reason,
      );
      this.#isLive = false;
      this.#mustAsk = true;
      if (error instanceof RefusedError && error.code === 'signed-out') {
        this.#bell.ring();
        return;
      }
      failures += 1;
      if (failures === HELD_BACK) {
        this.#isUnheard = true;
        this.#ringIdle();
      }
      await pause.heard(this.#wait(failures, error), signal);
    }
  }

  /** A proxy that holds the stream of events back would keep all changes of others: then the store is asked now and then. */
  async #askUnheard(signal: AbortSignal): Promise<void> {
    const pause = new Bell();
    while (!signal.aborted) {
      await pause.heard(this.#parts.unheard ?? UNHEARD_MS, signal);
      if (!this.#isLive) this.#ringIdle();
    }
  }

  /** A round that waits for its time is left to it. */
  #ringIdle(): void {
    if (this.#state.at === 'idle') this.#bell.ring();
  }

  #queue(): Promise<void> {
    if (!this.#running) return this.#start();
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#start();
      });
    return this.#next;
  }

  #start(): Promise<void> {
    if (this.#mustAsk) this.#rounds.forget();
    this.#mustAsk = !this.#isLive;
    this.#running = this.#attempt().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #attempt(): Promise<void> {
    try {
      this.#signal.throwIfAborted();
      this.#sendsAll = this.#mustSend;
      this.#mustSend = false;
      await this.#rounds.run();
      this.#failures = 0;
      this.#report(this.#isUnheard ? { at: 'idle', unheard: true } : { at: 'idle' });
    } catch (error) {
      this.#rounds.forget();
      this.#mustSend ||= this.#sendsAll;
      if (!this.#signal.aborted) this.#report(this.#failed(error));
      throw error;
    }
  }

  #failed(error: unknown): ExchangeState {
    const code = codeOf(error);
    if (!isPassing(error) && !mayPass.includes(code)) return { at: 'stopped', code };
    this.#failures += 1;
    return { at: 'waiting', code, until: this.#parts.client.clock() + this.#wait(this.#failures, error) };
  }

  #wait(failures: number, error: unknown): number {
    const { pace = standardPace, random = Math.random } = this.#parts;
    const asked = error instanceof RefusedError ? (error.retryAfter ?? 0) * 1_000 : 0;
    return Math.max(Math.min(asked, MOST_ASKED), backoff(pace, failures, random));
  }

  async #patience(conflicts: number): Promise<void> {
    const failures = conflicts - PATIENT_CONFLICTS;
    if (failures > 0) await new Bell().heard(this.#wait(failures, undefined), this.#signal);
  }

  #report(state: ExchangeState): void {
    this.#state = state;
    this.#parts.report?.(state);
  }
}

/** Errors of a database are of another family, with codes of the same kind. */
function codeOf(error: unknown): string {
  if (error instanceof LatchkeyError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
}
