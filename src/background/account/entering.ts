import type { Id } from '../../encoding/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { VaultExistsError } from '../../vault/index.ts';
import type { OpenVault, PendingJoin } from '../../vault/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { noteDeed } from '../context/index.ts';
import { forgetLinkedAccount, signedInAt, writeLinkedAccount } from '../link/index.ts';
import { noteUse } from '../unlock/index.ts';
import { untie } from './goodbye.ts';
import type { AccountParts } from './parts.ts';

interface Entering {
  readonly client: StoreClient;
  readonly session: SignedIn;
  readonly joining: PendingJoin;
  readonly deviceName: string;
  /** A local vault is here and open: it goes into the account. */
  readonly merges: boolean;
  /** That vault has a store, and leaves it for the account. */
  readonly leaves?: boolean;
  /** The way in that opened the vault, if one did. */
  readonly way?: Id;
}

/**
 * Makes a vault that was found at a store this browser's own. From then on this session is the vault's, and the exchange
 * runs. Throws VaultExistsError, and then nothing has changed; what `check` and the vault throw: then this browser is tied to
 * no store, or signed out where the vault is here.
 */
export async function enterAccount(
  parts: AccountParts,
  entering: Entering,
  check: (vault: OpenVault) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { local, session: ours, store, clock, tell } = parts;
  const { client, session, joining, way } = entering;
  await requireRoom(parts, entering).catch((error: unknown) => {
    joining.close();
    throw error;
  });
  if (entering.leaves) await leaveStoreBefore(parts);
  // The place first: a vault that is tied to a store must know where that is, whenever the background dies.
  await writeLinkedAccount(local, signedInAt(client.origin, session));
  try {
    await check(await own(parts, entering));
  } catch (error) {
    const open = await ours.open();
    if (open?.replica.status) await store.signedOut();
    else await forgetLinkedAccount(local);
    throw error;
  }
  if (way !== undefined) await noteUse(local, way, clock());
  await store.signedIn(client, session);
  await noteDeed(parts, { what: 'joined' });
  tell({ type: 'ways' });
  tell({ type: 'items' });
  store.introduce();
}

/** Another page may have been quicker: a vault that came meanwhile stays, and stays tied to its own store. Throws VaultExistsError. */
async function requireRoom({ keeper, store }: AccountParts, { merges, leaves }: Entering): Promise<void> {
  const isTaken = merges ? !leaves && (await store.place()) !== undefined : await keeper.exists();
  if (isTaken) throw new VaultExistsError();
}

/**
 * From here on the vault is a local one with everything that was in it: wherever it stops on the way, it goes in later as such. The
 * request key stays, for the session at the new store is bound to it.
 */
async function leaveStoreBefore(parts: AccountParts): Promise<void> {
  const { session, store } = parts;
  const [vault, place] = [await session.vault(), await store.place()];
  if (!place) return;
  await untie(parts, vault);
  await store.forget({ keepsRequestKey: true });
  await noteDeed(parts, { what: 'disconnected', about: new URL(place.origin).host });
}

/** A local vault goes into the account with everything in it; it is left alone until that has arrived. */
async function own(
  { session, store, bring }: AccountParts,
  { joining, client, deviceName, merges }: Entering,
): Promise<OpenVault> {
  const closing = (error: unknown): never => {
    joining.close();
    throw error;
  };
  if (!merges) {
    const vault = await joining.accept(deviceName).catch(closing);
    await session.unlocked(vault);
    return vault;
  }
  const local = await session.vault().catch(closing);
  const push = async (joined: OpenVault): Promise<void> => {
    await bring(joined, await local.backup.contents());
    await store.push(joined, client);
  };
  const vault = await joining.acceptInto(local, deviceName, push).catch(closing);
  await session.replace(vault);
  return vault;
}
