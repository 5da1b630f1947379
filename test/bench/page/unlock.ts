import { openDB } from 'idb';
import { bitwardenUnlock } from '../peers/bitwarden.ts';
import { summariesOf } from './items.ts';
import type { Keeper } from '../../../src/vault/index.ts';
import { median, medians, type Milliseconds } from './measure.ts';
import { filledVault } from './vault.ts';

type ReadAhead = ReturnType<Keeper['readAhead']>;

const algorithm = (iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({ name: 'AES-GCM', iv });

/**
 * Opening and parsing the same summaries and nothing else: in one blob, in chunks of a hundred, and in one blob that lies in
 * a database, as everything does that is unlocked.
 */
async function limits(count: number): Promise<Record<'blob' | 'chunks' | 'stored', () => Promise<unknown>>> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = new Uint8Array(12);
  const seal = (value: unknown): Promise<ArrayBuffer> =>
    crypto.subtle.encrypt(algorithm(iv), key, new TextEncoder().encode(JSON.stringify(value)));
  const open = async (sealed: ArrayBuffer): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm(iv), key, sealed)));
  const all = summariesOf(count);
  const blob = await seal(all);
  const chunks = await Promise.all(
    Array.from({ length: Math.ceil(count / 100) }, (_, i) => seal(all.slice(i * 100, i * 100 + 100))),
  );
  const database = await openDB('bench-blob', 1, { upgrade: (db) => void db.createObjectStore('blob') });
  await database.put('blob', blob, 'all');
  const stored = async (): Promise<unknown> => open((await database.get('blob', 'all')) as ArrayBuffer);
  return { blob: () => open(blob), chunks: () => Promise.all(chunks.map(open)), stored };
}

/**
 * From the slot secret (after the key derivation) to a list of all items; in turns with the limits. `ahead`: as by a password,
 * with the snapshot read while that was being stretched.
 */
export async function unlock(
  count: number,
  withPeer: boolean,
): Promise<{
  ours: Milliseconds;
  ahead: Milliseconds;
  blob: Milliseconds;
  chunks: Milliseconds;
  stored: Milliseconds;
  peer?: Milliseconds;
}> {
  const { keeper, secret, wayId, erase } = await filledVault(count);
  const once = async (ahead?: ReadAhead): Promise<void> => {
    const vault = await keeper.unlock(wayId, secret(), ahead);
    if (vault?.records.entries().length !== count) throw new Error('The vault did not open whole.');
    vault.close();
  };
  const before = async (): Promise<() => unknown> => {
    const ahead = keeper.readAhead();
    await ahead;
    return () => once(ahead);
  };
  const figures = await medians({ ours: () => once(), ahead: { before }, ...(await limits(count)) }, 21);
  await erase();
  return { ...figures, ...(withPeer && { peer: await median(await bitwardenUnlock(count), 3, 1) }) };
}
