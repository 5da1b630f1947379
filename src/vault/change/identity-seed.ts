import type { Bytes } from '../../encoding/index.ts';
import type { ListSeeds } from '../../devices/index.ts';
import type { VaultDatabase } from '../../records/index.ts';
import { readIdentityBody } from '../../wire/index.ts';
import { namedRecordId } from '../../records/index.ts';
import type { VaultState } from '../state/index.ts';
import { readOpened } from './write.ts';

/** The private half of the account's identity, or of the key of its device list (32 bytes). Throws DamagedRecordError. */
export async function readSeed(
  database: VaultDatabase,
  state: VaultState,
  kind: 'identity' | 'list-key',
): Promise<Bytes> {
  const { body } = await readOpened(database, state, namedRecordId(state.keyring, kind));
  return readIdentityBody(kind, body).seed;
}

/** Both of them, for the next version of the list; whoever asks wipes them. Throws DamagedRecordError. */
export async function readSeeds(database: VaultDatabase, state: VaultState): Promise<ListSeeds> {
  return {
    identity: await readSeed(database, state, 'identity'),
    list: await readSeed(database, state, 'list-key'),
  };
}
