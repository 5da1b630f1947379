import type { KeyPair } from '../../crypto/index.ts';
import { agreementKeyPair, wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { fromBase64url } from '../../encoding/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import type { SignIn } from '../account/index.ts';
import { NoTicketError } from '../context/index.ts';
import type { WaysParts } from '../ways/index.ts';

/**
 * On disk, of a browser that has nothing yet: which recovery it asked for, and where; by trustees or an organisation, the private half
 * of what they seal to. No address, and nothing that opens without the store. It goes as soon as the recovery is over.
 */
const slot = 'recovery-asked';

/** Who helps, where it isn't by answers. */
type Helper = 'trustees' | 'organisation';

interface Asked {
  readonly origin: string;
  readonly recovery: Id;
  /** Absent: by answers. `shareKey`: X25519, base64url. */
  readonly help?: { readonly by: Helper; readonly shareKey: string };
}

/** A recovery that was asked for here, and what it is asked with. */
export interface Found {
  readonly client: StoreClient;
  readonly recovery: Id;
  readonly help?: { readonly by: Helper; readonly shareKey: KeyPair };
}

type Use<T> = (found: Found) => Promise<T>;

/** Does something with the recovery that was asked for at the store of this entry. Throws NoTicketError where none was. */
export async function onAsked<T>(parts: WaysParts, entry: SignIn, ticket: Id, use: Use<T>): Promise<T> {
  const client = await entry.client(ticket);
  const asked = await readAsked(parts);
  if (asked?.origin !== client.origin) throw new NoTicketError();
  return using(client, asked, use);
}

/** The key that shares are sealed to lives no longer than `use`. */
async function using<T>(client: StoreClient, { recovery, help }: Asked, use: Use<T>): Promise<T> {
  if (!help) return use({ client, recovery });
  const shareKey = await agreementKeyPair(fromBase64url(help.shareKey));
  try {
    return await use({ client, recovery, help: { by: help.by, shareKey } });
  } finally {
    wipe(shareKey.privateKey);
  }
}

export async function keepAsked({ local }: WaysParts, asked: Asked): Promise<void> {
  await local.set(slot, asked);
}

export async function forgetAsked({ local }: WaysParts): Promise<void> {
  await local.remove(slot);
}

/** Undefined where none was asked for. */
export async function readAsked({ local }: WaysParts): Promise<Asked | undefined> {
  const stored = await local.get(slot);
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { origin, recovery, help } = stored as Partial<Asked>;
  if (typeof origin !== 'string' || typeof recovery !== 'string') return undefined;
  return { origin, recovery, ...(help ? { help } : {}) };
}
