/** What one answer may take. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** Until an answer begins, beside the time that the request itself needs to travel. */
  readonly answer: number;
  /** Of silence in the middle of an answer. */
  readonly silence: number;
  /** Of silence in a stream of events, which says something at least every 25 s. */
  readonly quiet: number;
  /** For a whole answer, however steadily it drips. */
  readonly whole: number;
  /** How slowly a request may travel, in bytes a millisecond, before it counts as stuck. */
  readonly speed: number;
  readonly json: number;
  /** A refusal's JSON: a code, and at most where the store is. */
  readonly refusal: number;
  readonly frames: number;
  /** Of one event. */
  readonly event: number;
  /** Of all pages of one pull. */
  readonly pull: number;
}

const MIB = 1_048_576;

export const standardLimits: Limits = {
  answer: 20_000,
  silence: 20_000,
  quiet: 60_000,
  whole: 600_000,
  speed: 16,
  json: MIB,
  refusal: 1_024,
  // Pages have 4 MiB and at most one record more; a vault's answer has every version of the device list.
  frames: 32 * MIB,
  event: 4_096,
  pull: 1_024 * MIB,
};
