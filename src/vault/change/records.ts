import type { Bytes, Id } from '../../encoding/index.ts';
import {
  DamagedRecordError,
  findRow,
  listedRows,
  namedRecordId,
  UnknownRecordError,
  unlistedIn,
  unlistedMark,
} from '../../records/index.ts';
import type { RecordsFacet, Summary, VaultHost, VaultState } from '../state/index.ts';
import { auditRecords, inBatches } from '../state/index.ts';
import { draftWrite, mergedPut, readOpened } from './write.ts';

/** The records of an open vault. `found`: those known to be damaged from its opening. */
export function recordsFacet(host: VaultHost, found: readonly Id[]): RecordsFacet {
  const { parts } = host;
  let damaged = found;
  let listed: { readonly of: VaultState['catalog']; readonly rows: readonly Summary[] } | undefined;
  let unlisted: { readonly of: VaultState['catalog']; readonly rows: ReturnType<RecordsFacet['unlisted']> } | undefined;
  let mark: { readonly of: VaultState['catalog']; readonly bytes: Bytes } | undefined;
  const read = (id: Id) => host.byNewest((state) => readOpened(parts.database, state, id));
  return {
    entries: () => {
      const { catalog } = host.state;
      if (listed?.of !== catalog) listed = { of: catalog, rows: listedRows(catalog) };
      return listed.rows;
    },
    unlisted: () => {
      const { catalog } = host.state;
      if (unlisted?.of !== catalog) unlisted = { of: catalog, rows: unlistedIn(catalog) };
      return unlisted.rows;
    },
    unlistedMark: () => {
      const { catalog } = host.state;
      if (mark?.of !== catalog) mark = { of: catalog, bytes: unlistedMark(catalog) };
      return mark.bytes;
    },
    has: (id) => findRow(host.state.catalog, id) !== undefined,
    namedId: (name) => namedRecordId(host.state.keyring, name),
    read: (id) => host.turn(() => read(id)),
    readMany: (ids) =>
      host.turn(async () => {
        const opened = await inBatches(ids, (id) => read(id).catch(asNothing));
        return opened.filter((record) => record !== undefined);
      }),
    write: (change) => host.turn(() => host.commit((state) => draftWrite(parts, state, change))),
    save: (put) =>
      host.turn(async () => {
        await host.commit(async (state) => {
          const merged = await mergedPut(parts.database, state, put);
          return merged && draftWrite(parts, state, { put: [merged] });
        });
        return readOpened(parts.database, host.state, put.id);
      }),
    check: () =>
      host.turn(async (state) => {
        damaged = await auditRecords(parts.database, state);
        return { damaged };
      }),
    damaged: () => {
      host.requireOpen();
      return damaged;
    },
  };
}

function asNothing(error: unknown): undefined {
  if (!(error instanceof UnknownRecordError || error instanceof DamagedRecordError)) throw error;
}
