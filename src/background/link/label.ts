import type { Bytes } from '../../encoding/index.ts';
import { associate, fromBase64url, fromId, fromUtf8, pad, toBase64url, toUtf8, unpad } from '../../encoding/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { openForVault, sealForVault } from './vault-seal.ts';

/** What a name belongs to: its seal binds it, so a store can't give one browser's name to another. All base64url. */
type Named = { readonly session: string; readonly requestKey: string } | { readonly credential: string };

/** A name as far as it is known: of what nobody named nothing, of what was changed or belongs elsewhere that it can't be read. */
export interface OpenedLabel {
  readonly name?: string;
  readonly unreadable?: true;
}

/**
 * A name of a session or a security key as the store holds it, so that it can't read the names of somebody's machines. At
 * most 80 characters.
 */
export async function sealLabel(vault: OpenVault, named: Named, name: string): Promise<string> {
  return toBase64url(await sealForVault(vault, placeOf(vault, named), pad(toUtf8(name))));
}

/** Tells the store, sealed, what this browser is called among its sessions. Throws what the store throws. */
export async function tellLabel(vault: OpenVault, client: StoreClient, session: string): Promise<void> {
  const label = await sealLabel(vault, { session, requestKey: client.publicKey }, vault.device.name);
  await client.ask('sessionLabel', { session, label });
}

export async function openLabel(vault: OpenVault, named: Named, label: string | undefined): Promise<OpenedLabel> {
  if (label === undefined) return {};
  try {
    const name = await openForVault(vault, placeOf(vault, named), fromBase64url(label));
    return name ? { name: fromUtf8(unpad(name)) } : { unreadable: true };
  } catch {
    return { unreadable: true };
  }
}

function placeOf(vault: OpenVault, named: Named) {
  return { purpose: 'label', bind: (epoch: Bytes) => binding(vault, named, epoch) } as const;
}

function binding(vault: OpenVault, named: Named, epoch: Bytes): Bytes {
  const account = fromId(vault.account);
  if ('credential' in named) {
    return associate('label/security-key', { account, epoch, credential: fromBase64url(named.credential) });
  }
  const [session, requestKey] = [fromBase64url(named.session), fromBase64url(named.requestKey)];
  return associate('label/session', { account, epoch, session, requestKey });
}
