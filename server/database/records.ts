import type { Bytes } from '../../src/encoding/index.ts';

/** Where a page of records goes on: behind this record in the order of (sequence, number). */
export interface Place {
  readonly sequence: number;
  readonly number: number;
}

/** Records and deletions of an account in that order: behind `after`, last changed up to commit `until`. */
export interface Stretch {
  readonly account: number;
  readonly after: Place;
  readonly until: number;
  readonly onlyLive: boolean;
}

/** A record as it is kept; `frame`: as it will be sent. */
export interface RecordRow {
  readonly id: Bytes;
  readonly revision: number;
  readonly frame: Bytes;
}

export interface DeletedRow {
  readonly id: Bytes;
  readonly revision: number;
}

/** What a page has room for, in bytes, and what one deletion takes of it. */
export interface Room {
  readonly bytes: number;
  readonly deletion: number;
}

/** How many rows of a stretch go into a page; `end`: the last of them, which filled it. */
export interface Measured {
  readonly rows: number;
  readonly live: number;
  readonly end?: Place;
}

/** An account's records: written many at a time, and read as they lie, one behind the other, never row by row. */
export interface RecordPath {
  /** Bytes of each live record's frame, in the order of `ids`; undefined: never there; null: deleted. */
  sizes(account: number, ids: readonly Bytes[]): Promise<readonly (number | null | undefined)[]>;
  /** None of them twice. New ones are numbered in this order. */
  put(account: number, sequence: number, records: readonly RecordRow[]): Promise<void>;
  /** A record that isn't there, or is deleted already, stays as it is. */
  remove(account: number, sequence: number, ids: readonly Bytes[]): Promise<void>;
  /** How far a stretch goes into a page: up to the row that brings it to `room.bytes`. */
  measure(of: Stretch, room: Room): Promise<Measured>;
  /** The frames of the live ones among its first rows, as they are sent. */
  frames(of: Stretch, rows: number): Promise<Bytes>;
  /** The deletions among its first rows. */
  deleted(of: Stretch, rows: number): Promise<readonly DeletedRow[]>;
}
