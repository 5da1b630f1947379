import type { VaultStore } from '../../records/index.ts';
import { findRow } from '../../records/index.ts';
import { adoptEpochs } from '../../keys/index.ts';
import type { Domain, ExportContents } from '../../wire/index.ts';
import type { Draft, VaultState } from '../state/index.ts';
import { openRows, readRows } from '../state/index.ts';
import type { Workshop } from './write.ts';
import { draftWrite } from './write.ts';

/** An account's identity belongs to one vault: two with the same would speak as one. */
const NOT_EXPORTED: readonly Domain[] = ['identity'];
/** Settings stand under names that only their own vault can find. */
const NOT_IMPORTED: readonly Domain[] = ['identity', 'settings'];

/** Whether records of a domain go along into another vault. */
export function movesTo(domain: Domain): boolean {
  return !NOT_IMPORTED.includes(domain);
}

/** What goes into a sealed export: every record that opens, and the keys of armored texts. */
export async function collectExport(store: VaultStore, state: VaultState, now: number): Promise<ExportContents> {
  const openings = await openRows(state, await readRows(store));
  return {
    account: state.header.account,
    madeAt: now,
    records: openings.flatMap(({ opened }) =>
      opened && !NOT_EXPORTED.includes(opened.domain)
        ? [{ id: opened.id, domain: opened.domain, body: opened.body }]
        : [],
    ),
    messageKeys: state.keyring.domains.messages.map(({ epoch, key, createdAt }) => ({ epoch, key, createdAt })),
  };
}

/** One commit with everything of an export that is not here yet. */
export async function draftImport(
  shop: Workshop,
  state: VaultState,
  from: ExportContents,
): Promise<{ draft: Draft | undefined; added: number; kept: number }> {
  const wanted = from.records.filter(({ domain }) => movesTo(domain));
  const put = wanted.filter(({ id }) => findRow(state.catalog, id) === undefined);
  const written = await draftWrite(shop, state, { put });
  const keyring = adoptEpochs(state.keyring, 'messages', from.messageKeys);
  const draft = keyring === state.keyring ? written : { ...written, keyring };
  return { draft, added: put.length, kept: wanted.length - put.length };
}
