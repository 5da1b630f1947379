import type { Id } from '../../encoding/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { forgetLinkedAccount, signedInAt, writeLinkedAccount } from '../link/index.ts';
import { noteUse } from '../unlock/index.ts';
import type { AccountParts } from './parts.ts';

interface Entering {
  readonly client: StoreClient;
  readonly session: SignedIn;
  /** The way in that opened the vault, if one did. */
  readonly way?: Id;
}

/**
 * Makes a vault that was found at a store this browser's own: `own` writes it. From then on this session is the vault's, and
 * the exchange runs. Throws what `own` throws; then this browser is tied to no store, or signed out where the vault is here.
 */
export async function enterAccount(
  { local, session: ours, store, clock, tell }: AccountParts,
  { client, session, way }: Entering,
  own: () => Promise<void>,
): Promise<void> {
  // The place first: a vault that is tied to a store must know where that is, whenever the background dies.
  await writeLinkedAccount(local, signedInAt(client.origin, session));
  try {
    await own();
  } catch (error) {
    const open = await ours.open();
    if (open?.replica.status) await store.signedOut();
    else await forgetLinkedAccount(local);
    throw error;
  }
  if (way !== undefined) await noteUse(local, way, clock());
  await store.signedIn(client, session);
  tell({ type: 'ways' });
  tell({ type: 'items' });
  store.introduce();
}
