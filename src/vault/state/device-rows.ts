import type { AeadKey } from '../../crypto/index.ts';
import { equal, hmacSha256, importKey, kdf, open, seal, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, fromUtf8, readFrames, toId, toUtf8, writeFrames } from '../../encoding/index.ts';
import type { DeviceRow, RowTable, RowsChange, VaultDatabase } from '../../records/index.ts';
import { DamagedRowError, rowTables } from '../../records/index.ts';
import type { Core } from './core.ts';
import type { OpenRow, RowsWrite } from './types.ts';

const ID_BYTES = 16;

/** Whose rows they are, and the key that they lie under. */
export interface RowOwner {
  readonly header: Pick<Core['header'], 'account'>;
  readonly device: Id;
  readonly secrets: Pick<Core['secrets'], 'rows'>;
}

/** Where a row lies. Its name stands in the sealed part: the disk alone doesn't tell whose sessions these are. */
function idOf({ secrets }: RowOwner, table: RowTable, name: string): Id {
  const key = kdf(secrets.rows, 'row/name');
  const id = hmacSha256(key, associate('row/name', { table: toUtf8(table), name: toUtf8(name) }));
  wipe(key);
  return toId(id.slice(0, ID_BYTES));
}

function bindingOf({ header, device }: RowOwner, { table, id }: Pick<DeviceRow, 'table' | 'id'>): Bytes {
  return associate('row', {
    account: fromId(header.account),
    device: fromId(device),
    table: toUtf8(table),
    row: fromId(id),
  });
}

type RowPut = RowsWrite['put'][number];

async function sealRow(owner: RowOwner, key: Promise<AeadKey>, row: RowPut): Promise<DeviceRow> {
  const { table, name, version = 0, body } = row;
  // Before anything is waited for: a lock meanwhile wipes what names are made of.
  const id = idOf(owner, table, name);
  const plaintext = writeFrames([toUtf8(name), body]);
  const sealed = await seal(await key, plaintext, bindingOf(owner, { table, id }));
  wipe(plaintext);
  return { table, id, version: version + 1, sealed };
}

/** The key of all rows of this owner: a handle, made once for as many rows as are looked at together. */
async function rowKey({ secrets }: RowOwner): Promise<AeadKey> {
  const raw = kdf(secrets.rows, 'row');
  try {
    return await importKey(raw);
  } finally {
    wipe(raw);
  }
}

/** Throws DamagedRowError. */
async function openRow(owner: RowOwner, key: AeadKey, row: DeviceRow): Promise<OpenRow> {
  try {
    const plaintext = await open(key, row.sealed, bindingOf(owner, row));
    const [name, body] = readFrames(plaintext, 2);
    if (!name || !body) throw new DamagedRowError();
    return { name: fromUtf8(name), version: row.version, body };
  } catch {
    throw new DamagedRowError();
  }
}

/** Undefined where there is none of this name. Throws DamagedRowError. */
export async function readDeviceRow(
  database: VaultDatabase,
  owner: RowOwner,
  table: RowTable,
  name: string,
): Promise<OpenRow | undefined> {
  const row = await database.readRow(table, idOf(owner, table, name));
  return row && openRow(owner, await rowKey(owner), row);
}

/** All that open, in no order. */
export async function listDeviceRows(
  database: VaultDatabase,
  owner: RowOwner,
  table: RowTable,
): Promise<readonly OpenRow[]> {
  return openAll(owner, await database.readRows(table));
}

/** Those of a table that don't open: what was in them is lost. */
export async function damagedRows(
  database: VaultDatabase,
  owner: RowOwner,
  table: RowTable,
): Promise<readonly DeviceRow[]> {
  const rows = await database.readRows(table);
  const key = await rowKey(owner);
  const damaged = await Promise.all(
    rows.map((row) =>
      openRow(owner, key, row).then(
        ({ body }) => {
          wipe(body);
          return [];
        },
        () => [row],
      ),
    ),
  );
  return damaged.flat();
}

async function openAll(owner: RowOwner, rows: readonly DeviceRow[]): Promise<OpenRow[]> {
  const key = await rowKey(owner);
  const opened = await Promise.all(rows.map((row) => openRow(owner, key, row).catch(() => undefined)));
  return opened.filter((row) => row !== undefined);
}

/** A write as a part of a change of the database. */
export async function sealRows(owner: RowOwner, { put, remove = [] }: RowsWrite): Promise<RowsChange> {
  const key = rowKey(owner);
  const gone = remove.map(({ table, name, version }) => ({ table, id: idOf(owner, table, name), version }));
  return { put: await Promise.all(put.map((row) => sealRow(owner, key, row))), remove: gone };
}

/**
 * All rows under the key of another owner, in the place of these; undefined where the key stays. What doesn't open is lost
 * already, and goes.
 */
export async function resealRows(
  database: VaultDatabase,
  from: RowOwner,
  to: RowOwner,
): Promise<RowsChange | undefined> {
  if (equal(from.secrets.rows, to.secrets.rows)) return undefined;
  const rows = (await Promise.all(rowTables.map((table) => database.readRows(table)))).flat();
  return { ...(await resealed(rows, from, to)), remove: rows, others: 'forbidden' };
}

/** Rows of one owner as those of another. */
export async function resealed(
  rows: readonly DeviceRow[],
  from: RowOwner,
  to: RowOwner,
): Promise<Pick<RowsChange, 'put'>> {
  const key = rowKey(to);
  const put = rowTables.map(async (table) => {
    const opened = await openAll(
      from,
      rows.filter((row) => row.table === table),
    );
    return Promise.all(opened.map(({ name, body }) => sealRow(to, key, { table, name, body })));
  });
  return { put: (await Promise.all(put)).flat() };
}
