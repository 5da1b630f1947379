import type { Bytes } from '../../encoding/index.ts';
import { toHex } from '../../encoding/index.ts';
import { dropEpochs } from '../../keys/index.ts';
import type { StoredRecord } from '../../records/index.ts';
import { epochOf, findRow, sealRecord } from '../../records/index.ts';
import type { Domain, Keyring } from '../../wire/index.ts';
import { domains } from '../../wire/index.ts';
import type { Draft, OpenedRecord, SealedPut, VaultState } from '../state/index.ts';
import { inBatches, openRow, readRows } from '../state/index.ts';
import type { WriteParts } from './write.ts';
import { draftWrite } from './write.ts';

/** How long a former key stays after it was replaced (protocol 6.4). */
const GRACE = 30 * 24 * 60 * 60_000;
/**
 * Armored texts stand on other people's sites under former keys of `messages`, and names at the store under those of
 * `settings`: neither can be sealed again here.
 */
const KEPT: readonly Domain[] = ['messages', 'settings'];

const nameOf = (epoch: Bytes | undefined): string => (epoch ? toHex(epoch) : '');

function currentOf({ keyring }: Pick<VaultState, 'keyring'>): ReadonlySet<string> {
  return new Set(domains.map((domain) => nameOf(keyring.domains[domain].at(-1)?.epoch)));
}

/** How many records are still sealed under a former key after these, and the next of them under the current one: one commit. */
export async function draftReseal(
  parts: WriteParts,
  state: VaultState,
  most: number,
): Promise<{ readonly draft: Draft | undefined; readonly left: number }> {
  const current = currentOf(state);
  const rows = (await readRows(parts.database)).filter(
    ({ id, blob }) => findRow(state.catalog, id) !== undefined && !current.has(nameOf(epochOf(blob))),
  );
  const { batch, left } = await nextOf(state, rows, most);
  const put = batch.map(({ id, domain, body, revision }) => ({ id, domain, body, base: revision }));
  const draft = await draftWrite(parts, state, { put });
  if (!draft) return { draft, left: 0 };
  const bodies = new Map(batch.map((record) => [record.id, record]));
  const sealed = await inBatches(draft.put ?? [], async (one): Promise<SealedPut> => {
    const before = bodies.get(one.record.id);
    if (!before) return one;
    const { id, revision, domain, body } = before;
    const blob = await sealRecord(
      await state.keys.current(domain),
      { account: state.header.account, id, revision },
      body,
    );
    return { ...one, record: { ...one.record, base: { revision, blob } } };
  });
  return { draft: { ...draft, put: sealed }, left };
}

/**
 * The first of these that open, and how many are left: no more are opened than a batch takes, so that an edit waits for no
 * more. What doesn't open is damage, and stays as it is until it is deleted.
 */
async function nextOf(
  state: VaultState,
  rows: readonly StoredRecord[],
  most: number,
): Promise<{ readonly batch: readonly OpenedRecord[]; readonly left: number }> {
  const batch: OpenedRecord[] = [];
  let at = 0;
  while (at < rows.length && batch.length < most) {
    const some = rows.slice(at, at + most - batch.length);
    const opened = await inBatches(some, (row) => openRow(state, row).catch(() => undefined));
    batch.push(...opened.filter((record) => record !== undefined));
    at += some.length;
  }
  return { batch, left: rows.length - at };
}

/** The keyring without former keys whose time is over and that nothing is sealed under any more; undefined: none is. */
export async function draftShred(parts: WriteParts, state: VaultState, now: number): Promise<Draft | undefined> {
  const used = usedIn(await readRows(parts.database), state);
  const over = domains
    .filter((domain) => !KEPT.includes(domain))
    .flatMap((domain) => overIn(state.keyring, domain, now))
    .filter((epoch) => !used.has(nameOf(epoch)));
  return over.length > 0 ? { keyring: dropEpochs(state.keyring, over) } : undefined;
}

/** Former keys that were replaced so long ago. */
function overIn({ domains: rings }: Keyring, domain: Domain, now: number): readonly Bytes[] {
  return rings[domain].flatMap(({ epoch }, place, all) => {
    const next = all[place + 1];
    return next && now - next.createdAt >= GRACE ? [epoch] : [];
  });
}

function usedIn(rows: readonly StoredRecord[], { header }: VaultState): ReadonlySet<string> {
  const deleted = header.sync?.deleted ?? [];
  const blobs = [
    ...rows.flatMap(({ blob, synced }) => [blob, ...(synced ? [synced.blob] : [])]),
    ...deleted.flatMap(({ synced }) => (synced ? [synced.blob] : [])),
  ];
  return new Set(blobs.map((blob) => nameOf(epochOf(blob))));
}

/** Rows that keep a former version of themselves which no key opens any more, without it. */
export async function unreadableBases({ database }: WriteParts, { keyring }: VaultState): Promise<StoredRecord[]> {
  const known = new Set(Object.values(keyring.domains).flatMap((epochs) => epochs.map(({ epoch }) => nameOf(epoch))));
  return (await readRows(database)).flatMap(({ base, ...row }) =>
    base && !known.has(nameOf(epochOf(base.blob))) ? [row] : [],
  );
}
