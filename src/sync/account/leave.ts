import type { LeaveNote } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';

/**
 * Leaves the account at a store: the note counts there and to the other devices, and all sessions of this device end. Throws
 * RefusedError `author-refused` for a note that this account's list doesn't know the key of.
 */
export async function leaveStore(client: StoreClient, note: LeaveNote): Promise<void> {
  await client.ask('deviceLeave', note);
  client.session = undefined;
}
