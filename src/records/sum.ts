import { hmacUnder } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, bytes, concat, fromId, u32 } from '../encoding/index.ts';

const SUM_BYTES = 32;
/** Enough under way to keep the platform's hash busy. */
const BATCH = 256;

/** A stored record as far as the sum goes. */
export interface Summand {
  readonly id: Id;
  readonly revision: number;
  readonly blob: Bytes;
}

/** The record sum of no records. */
export function noSum(): Bytes {
  return bytes(SUM_BYTES);
}

type Mac = (message: Bytes) => Promise<Bytes>;

/** The blob comes last and whole, as a field is never so long: what stands before it is as long for every record. */
function summandOf(mac: Mac, { id, revision, blob }: Summand): Promise<Bytes> {
  return mac(concat(associate('record/sum', { record: fromId(id), revision: u32(revision) }), blob));
}

/** Adds to `sum` in place, modulo 2^256, most significant byte first. */
function add(sum: Bytes, summand: Bytes, sign: 1 | -1): void {
  let carry = 0;
  for (let place = SUM_BYTES - 1; place >= 0; place -= 1) {
    const digit = (sum[place] ?? 0) + sign * (summand[place] ?? 0) + carry;
    sum[place] = digit & 0xff;
    carry = digit >> 8;
  }
}

async function addAll(mac: Mac, sum: Bytes, records: readonly Summand[], sign: 1 | -1): Promise<void> {
  for (let at = 0; at < records.length; at += BATCH) {
    const summands = await Promise.all(records.slice(at, at + BATCH).map((record) => summandOf(mac, record)));
    for (const summand of summands) add(sum, summand, sign);
  }
}

/**
 * The record sum (protocol 3) after a change: `removed` are the records as *this* browser stores them, never as a store
 * claims they were. `setKey` is KDF(MK, "set") of the sum's generation.
 */
export async function updateSum(
  setKey: Bytes,
  sum: Bytes,
  added: readonly Summand[],
  removed: readonly Summand[],
): Promise<Bytes> {
  const mac = await hmacUnder(setKey);
  const next = sum.slice();
  await addAll(mac, next, added, 1);
  await addAll(mac, next, removed, -1);
  return next;
}

/** The record sum of all records. */
export function sumOf(setKey: Bytes, records: readonly Summand[]): Promise<Bytes> {
  return updateSum(setKey, noSum(), records, []);
}
