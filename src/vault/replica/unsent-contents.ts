import { newId, wipe } from '../../crypto/index.ts';
import { domainKeys, openKeyring, openSlot, wipeKeyring } from '../../keys/index.ts';
import type { StoredRecord, VaultDatabase, VaultHeader } from '../../records/index.ts';
import { DamagedVaultError } from '../../records/index.ts';
import type { ExportContents, Keyring } from '../../wire/index.ts';
import { movesTo } from '../change/index.ts';
import { openRows, readRows, storedSlots } from '../state/index.ts';
import type { WayIn } from './follow-locked.ts';

/**
 * What a removed browser never sent, by a way in of before (protocol 6.2): whole records, as a sealed export holds them. One that
 * the store has in an older version comes as another record, so that taking it in elsewhere passes over nothing. Null: the secret
 * is wrong. Throws DamagedVaultError, FormatError.
 */
export async function unsentContents(
  database: VaultDatabase,
  header: VaultHeader,
  way: WayIn,
  now: number,
): Promise<ExportContents | null> {
  const slot = (await storedSlots(header)).find(({ id }) => id === way.id);
  const masterKey = slot && (await openSlot(slot, header, way.secret));
  if (!masterKey) return null;
  const keyring = await openKeyring(masterKey, header, header.keyring)
    .catch((cause: unknown) => {
      throw new DamagedVaultError('keyring', { cause });
    })
    .finally(() => wipe(masterKey));
  try {
    return {
      account: header.account,
      madeAt: now,
      records: await unsentRecords(database, header, keyring),
      messageKeys: [],
    };
  } finally {
    wipeKeyring(keyring);
  }
}

async function unsentRecords(
  database: VaultDatabase,
  header: VaultHeader,
  keyring: Keyring,
): Promise<ExportContents['records']> {
  const dirty = new Set(header.sync?.dirty);
  const rows = (await readRows(database)).filter(({ id }) => dirty.has(id));
  const openings = await openRows({ keys: domainKeys(keyring), header }, rows);
  return openings.flatMap(({ row, opened }) =>
    opened && movesTo(opened.domain) ? [{ id: ownId(row), domain: opened.domain, body: opened.body }] : [],
  );
}

function ownId({ id, synced }: StoredRecord): string {
  return synced ? newId() : id;
}
