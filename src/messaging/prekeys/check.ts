import { isCanonicalKem, verify } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { LatchkeyError } from '../../encoding/index.ts';
import type { Bundle, Certificate, PreKey, Signed } from '../../wire/index.ts';
import { preKeyMessage } from './make.ts';

const DAY = 86_400_000;
/** Older signed and KEM pre-keys are refused (protocol 8.2), in milliseconds: their device renews them weekly. */
export const PRE_KEYS_LAST = 45 * DAY;

/** What a store handed out to begin a session with is not what that device signed. `bundle-refused` */
export class BundleError extends LatchkeyError {
  readonly code = 'bundle-refused';

  constructor() {
    super('pre-keys refused');
  }
}

/** The public halves of a bundle, with the ids by which their device knows them. */
export interface CheckedBundle {
  readonly signed: { readonly id: PreKey['id']; readonly key: Bytes };
  readonly kem: { readonly id: PreKey['id']; readonly key: Bytes };
  readonly once: { readonly id: PreKey['id']; readonly key: Bytes } | undefined;
}

/**
 * A bundle of a device that stands in a list that was followed: by its certificate there, never by the one that the store sent
 * along. Throws BundleError.
 */
export async function checkBundle(listed: Certificate, bundle: Bundle, now: number): Promise<CheckedBundle> {
  const { signed, kem, once } = bundle;
  const all = [signed, kem, ...(once ? [once] : [])];
  const areOwn = await Promise.all(all.map((preKey) => isOf(listed, preKey)));
  const isFresh = [signed, kem].every(({ value }) => now - value.time <= PRE_KEYS_LAST);
  const areKinds = signed.value.kind === 'signed' && kem.value.kind === 'kem' && (!once || once.value.kind === 'once');
  if (!areOwn.every(Boolean) || !isFresh || !areKinds || !isCanonicalKem(kem.value.key)) throw new BundleError();
  return { signed: signed.value, kem: kem.value, once: once?.value };
}

function isOf(
  { account, device, signing }: Certificate,
  { value, signed, signature }: Signed<PreKey>,
): Promise<boolean> {
  if (value.account !== account || value.device !== device) return Promise.resolve(false);
  return verify(signing, preKeyMessage(account, device, signed), signature);
}
