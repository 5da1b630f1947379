import { open, seal, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import {
  associate,
  concat,
  fromBase64url,
  fromId,
  fromUtf8,
  pad,
  toBase64url,
  toUtf8,
  unpad,
} from '../../encoding/index.ts';
import { domainKeyFor } from '../../keys/index.ts';
import type { OpenVault } from '../../vault/index.ts';

const EPOCH_BYTES = 4;

/** What a name belongs to: its seal binds it, so a store can't give one browser's name to another. All base64url. */
type Named = { readonly session: string; readonly requestKey: string } | { readonly credential: string };

/** A name as far as it is known: of what nobody named nothing, of what was changed or belongs elsewhere that it can't be read. */
export interface OpenedLabel {
  readonly name?: string;
  readonly unreadable?: true;
}

/**
 * A name of a session or a security key as the store holds it, so that it can't read the names of somebody's machines:
 * epoch 4 | sealed under a key of the `settings` key's. At most 80 characters.
 */
export async function sealLabel(vault: OpenVault, named: Named, name: string): Promise<string> {
  const current = vault.domainKey('settings');
  if (!current) throw new TypeError('a vault without a key for its settings');
  const { epoch } = current;
  const key = labelKey(current.key);
  try {
    return toBase64url(concat(epoch, await seal(key, pad(toUtf8(name)), binding(vault, named, epoch))));
  } finally {
    wipe(key);
  }
}

export async function openLabel(vault: OpenVault, named: Named, label: string | undefined): Promise<OpenedLabel> {
  if (label === undefined) return {};
  try {
    const sealed = fromBase64url(label);
    const epoch = sealed.slice(0, EPOCH_BYTES);
    const found = vault.domainKey('settings', epoch);
    if (!found) return { unreadable: true };
    const key = labelKey(found.key);
    const ad = binding(vault, named, epoch);
    const name = await open(key, sealed.slice(EPOCH_BYTES), ad).finally(() => wipe(key));
    return { name: fromUtf8(unpad(name)) };
  } catch {
    return { unreadable: true };
  }
}

/** Takes the domain's key. */
function labelKey(domainKey: Bytes): Bytes {
  const key = domainKeyFor(domainKey, 'label');
  wipe(domainKey);
  return key;
}

function binding(vault: OpenVault, named: Named, epoch: Bytes): Bytes {
  const account = fromId(vault.account);
  if ('credential' in named) {
    return associate('label/security-key', { account, epoch, credential: fromBase64url(named.credential) });
  }
  const [session, requestKey] = [fromBase64url(named.session), fromBase64url(named.requestKey)];
  return associate('label/session', { account, epoch, session, requestKey });
}
