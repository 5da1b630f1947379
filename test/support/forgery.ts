import { seal } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { associate, fromId, toBase64url, toJson, u16, u32 } from '../../src/encoding/index.ts';
import { masterKeyFor } from '../../src/keys/index.ts';
import { headOf, openManifest, sealManifest } from '../../src/records/index.ts';
import type { Pulled } from '../../src/sync/index.ts';
import type { LoggedManifest, Manifest } from '../../src/wire/index.ts';
import type { Browser } from './synced.ts';

export const first = <T>(list: readonly T[]): T => {
  const [entry] = list;
  if (entry === undefined) throw new Error('empty');
  return entry;
};
export const last = <T>(list: readonly T[]): T => first(list.slice(-1));

/** Another newest manifest, and everything that names it. */
export function withLast(pulled: Pulled, change: (newest: LoggedManifest) => LoggedManifest): Pulled {
  const newest = change(last(pulled.manifests));
  const head = toBase64url(headOf(newest.manifest));
  return { ...pulled, head, manifests: [...pulled.manifests.slice(0, -1), newest] };
}

async function signedBy(browser: Browser, parent: Bytes, manifest: Bytes): Promise<LoggedManifest> {
  const message = associate('authorship', { account: fromId(browser.vault.account), parent, manifest });
  return { parent, manifest, author: browser.vault.device.id, signature: await browser.vault.replica.sign(message) };
}

/** One more commit, which only a browser with the keys could make, by a device that means no good. */
export async function forged(pulled: Pulled, by: Browser, change: Partial<Manifest>): Promise<Pulled> {
  const { masterKey, account: id } = by.vault;
  const newest = last(pulled.manifests);
  const honest = await openManifest(masterKey, { account: id, generation: 1 }, newest.parent, newest.manifest);
  const parent = headOf(newest.manifest);
  const next: Manifest = { ...honest, sequence: honest.sequence + 1, previous: parent, device: by.vault.device.id };
  const manifest = await sealManifest(masterKey, id, { ...next, ...change });
  const logged = await signedBy(by, change.previous ?? parent, manifest);
  const head = toBase64url(headOf(manifest));
  return { ...pulled, head, sequence: pulled.sequence + 1, manifests: [...pulled.manifests, logged] };
}

/** A manifest of the next format, sealed and signed as it should be. */
export async function later(pulled: Pulled, a: Browser): Promise<Pulled> {
  const { masterKey, account: id } = a.vault;
  const parent = headOf(last(pulled.manifests).manifest);
  const place = { account: fromId(id), format: u16(2), generation: u32(1), parent };
  const key = masterKeyFor(masterKey, 'manifest');
  const manifest = await seal(key, toJson({ format: 2, whatever: true }), associate('manifest', place));
  const head = toBase64url(headOf(manifest));
  const manifests = [...pulled.manifests, await signedBy(a, parent, manifest)];
  return { ...pulled, head, sequence: pulled.sequence + 1, manifests };
}

export function flipped(source: Bytes): Bytes {
  const changed = source.slice();
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  return changed;
}

export const without = <T>(list: readonly T[], place: number): T[] => list.filter((_, at) => at !== place);
export const record = (pulled: Pulled, id: Id) => first(pulled.records.filter((entry) => entry.id === id));
export const replaced = (pulled: Pulled, id: Id, change: object): Pulled => ({
  ...pulled,
  records: pulled.records.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
});

export function withState(pulled: Pulled, change: Partial<NonNullable<Pulled['state']>>): Pulled {
  if (!pulled.state) throw new Error('no state');
  return { ...pulled, state: { ...pulled.state, ...change } };
}
