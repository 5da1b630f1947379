import { Refusal } from './refusal.ts';

const MINUTE = 60_000;

interface Bucket {
  level: number;
  at: number;
}

/**
 * Requests a minute of each of those that ask: keeps one runaway client from starving the others. Guards no secret: in memory,
 * and forgotten a minute after the last.
 */
export class RequestRates<Name extends string | number> {
  readonly #perMinute: number;
  readonly #buckets = new Map<Name, Bucket>();
  #sweptAt = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Throws Refusal `too-many-requests`. */
  take(name: Name, now: number): void {
    this.#sweep(now);
    const bucket = this.#buckets.get(name) ?? { level: 0, at: now };
    // A clock that was put back must not fill it.
    const passed = Math.max(0, now - bucket.at);
    const level = Math.max(0, bucket.level - (passed * this.#perMinute) / MINUTE);
    bucket.at = now;
    bucket.level = level;
    this.#buckets.set(name, bucket);
    if (level + 1 > this.#perMinute) throw new Refusal('too-many-requests', { retryAfter: 1 });
    bucket.level = level + 1;
  }

  #sweep(now: number): void {
    if (Math.abs(now - this.#sweptAt) < MINUTE) return;
    this.#sweptAt = now;
    for (const [name, { at }] of this.#buckets) if (now - at >= MINUTE) this.#buckets.delete(name);
  }
}
