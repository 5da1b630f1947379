import { Refusal } from '../http/index.ts';

const MINUTE = 60_000;

interface Bucket {
  level: number;
  at: number;
}

/** Requests a minute of each session: keeps one runaway client from starving the others. Guards no secret: in memory. */
export class SessionRates {
  readonly #perMinute: number;
  readonly #buckets = new Map<number, Bucket>();
  #sweptAt = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Throws Refusal `too-many-requests`. */
  take(session: number, now: number): void {
    this.#sweep(now);
    const bucket = this.#buckets.get(session) ?? { level: 0, at: now };
    const level = Math.max(0, bucket.level - ((now - bucket.at) * this.#perMinute) / MINUTE);
    if (level + 1 > this.#perMinute) throw new Refusal('too-many-requests', { retryAfter: 1 });
    bucket.level = level + 1;
    bucket.at = now;
    this.#buckets.set(session, bucket);
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < MINUTE) return;
    this.#sweptAt = now;
    for (const [session, { at }] of this.#buckets) if (now - at >= MINUTE) this.#buckets.delete(session);
  }
}
