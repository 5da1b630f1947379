import type { VaultDatabase } from '../../records/index.ts';
import { findRow, sealExport } from '../../records/index.ts';
import { adoptEpochs } from '../../keys/index.ts';
import type { Domain, ExportContents } from '../../wire/index.ts';
import type { Draft, VaultState, VaultHost, BackupFacet } from '../state/index.ts';
import { openRows, readRows } from '../state/index.ts';
import type { WriteParts } from './write.ts';
import { draftWrite } from './write.ts';

/** An account's identity belongs to one vault: two with the same would speak as one. */
const NOT_EXPORTED: readonly Domain[] = ['identity'];
/** These stand under names that only their own vault can find; channels are brought under others (`background/channels`). */
const NOT_IMPORTED: readonly Domain[] = ['identity', 'settings', 'channels'];

/** Whether records of a domain go along into another vault. */
export function movesTo(domain: Domain): boolean {
  return !NOT_IMPORTED.includes(domain);
}

/** What goes into a sealed export: every record that opens, and the keys of armored texts. */
async function collectExport(database: VaultDatabase, state: VaultState, now: number): Promise<ExportContents> {
  const openings = await openRows(state, await readRows(database));
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
async function draftImport(
  parts: WriteParts,
  state: VaultState,
  from: ExportContents,
): Promise<{ draft: Draft | undefined; added: number; kept: number }> {
  const wanted = from.records.filter(({ domain }) => movesTo(domain));
  const put = wanted.filter(({ id }) => findRow(state.catalog, id) === undefined);
  const written = await draftWrite(parts, state, { put });
  const keyring = adoptEpochs(state.keyring, 'messages', from.messageKeys);
  const draft = keyring === state.keyring ? written : { ...written, keyring };
  return { draft, added: put.length, kept: wanted.length - put.length };
}

/** The whole vault, taken along. */
export function backupFacet(host: VaultHost): BackupFacet {
  const { parts } = host;
  const contents = (): Promise<ExportContents> =>
    host.turn((state) => collectExport(parts.database, state, parts.clock()));
  return {
    contents,
    exportSealed: async (password, stretch) => sealExport(await contents(), password, stretch),
    importVault: (from) =>
      host.turn(async () => {
        let outcome = { added: 0, kept: 0 };
        await host.commit(async (state) => {
          const { draft, ...counts } = await draftImport(parts, state, from);
          outcome = counts;
          return draft;
        });
        return outcome;
      }),
  };
}
