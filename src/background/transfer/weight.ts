import { padme, toJson } from '../../encoding/index.ts';
import type { StoreRoom, Weight } from '../../rpc/index.ts';
import type { StoreAnswer, VaultAnswer } from '../../wire/index.ts';
import type { Waiting } from './journal.ts';
import { freshItem } from './journal.ts';

/** What lies around a padded body in a sealed record, its line in a manifest (protocol 3, 4), and beside it at a store. */
const AROUND = 1 + 4 + 60 + 16 + (16 + 4 + 32) + 64;

/** How much of a store's room a part takes: what is new, and what may become part of items that are here. */
export interface Weights {
  readonly fresh: Weight;
  readonly like: Weight;
}

export const nothing: Weights = { fresh: { items: 0, bytes: 0 }, like: { items: 0, bytes: 0 } };

export function weigh(before: Weights, waiting: readonly Waiting[]): Weights {
  const add = ({ items, bytes }: Weight, more: readonly Waiting[]): Weight => ({
    items: items + more.length,
    bytes: more.reduce((sum, { found }) => sum + AROUND + padme(toJson(freshItem(found, 0)).length + 1), bytes),
  });
  return {
    fresh: add(
      before.fresh,
      waiting.filter(({ like }) => like === undefined),
    ),
    like: add(
      before.like,
      waiting.filter(({ like }) => like !== undefined),
    ),
  };
}

/** The store of this vault, as far as its room goes. */
export interface StoreWithRoom {
  place(): Promise<unknown>;
  client(): Promise<{ identify(): Promise<StoreAnswer>; vault(): Promise<VaultAnswer> }>;
}

/** What the store still takes beside what comes. It is asked now: other browsers write there, too. */
export async function roomAt(store: StoreWithRoom, coming: Weights): Promise<StoreRoom> {
  if ((await store.place()) === undefined) return { at: 'none' };
  try {
    const client = await store.client();
    const [{ limits }, { header }] = await Promise.all([client.identify(), client.vault()]);
    const left = {
      items: Math.max(0, limits.records - header.records),
      bytes: Math.max(0, limits.accountBytes - header.bytes),
    };
    return { at: 'store', left, ...coming };
  } catch {
    // What a store can't say must not hold up what happens here.
    return { at: 'unknown' };
  }
}
