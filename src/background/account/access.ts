import { kdf, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase32, toBase64url } from '../../encoding/index.ts';
import { phraseSecret, signKeyOf } from '../../keys/index.ts';
import type { InputOf } from '../../rpc/index.ts';
import { lookupOf } from '../../sync/index.ts';
import { asBackupCode, asTotpCode } from '../../typed/index.ts';
import type { Access } from '../../wire/index.ts';
import type { NewWay, Way } from '../../vault/index.ts';

type PasswordAccount = InputOf<'account.password.add'>;

/** The passkeys and phrases of a vault that a store can know them by. */
export function accessOfWays(ways: readonly Way[]): Pick<Access, 'passkeys' | 'signKeys'> {
  const passkeys = ways.flatMap(({ id, parameters, credentialKey }) =>
    parameters.kind === 'passkey' && credentialKey
      ? [{ slot: id, credential: toBase64url(parameters.credential), publicKey: toBase64url(credentialKey) }]
      : [],
  );
  const signKeys = ways.flatMap(({ id, signKey }) => (signKey ? [{ slot: id, publicKey: toBase64url(signKey) }] : []));
  return { ...(passkeys.length > 0 ? { passkeys } : {}), ...(signKeys.length > 0 ? { signKeys } : {}) };
}

/** The same of one way in that is about to be added; called with the id that it gets. */
export async function accessOfNew({ parameters, secret, credentialKey }: NewWay): Promise<(slot: Id) => Access> {
  if (parameters.kind === 'phrase') {
    const publicKey = toBase64url(await signKeyOf(secret));
    return (slot) => ({ signKeys: [{ slot, publicKey }] });
  }
  if (parameters.kind !== 'passkey' || !credentialKey) return () => ({});
  const credential = toBase64url(parameters.credential);
  const publicKey = toBase64url(credentialKey);
  return (slot) => ({ passkeys: [{ slot, credential, publicKey }] });
}

/** Everything that a password needs at a store, but the password's own record. Throws EmailError, CodeError. */
export function accessBeside({ email, totp, backupCodes }: Omit<PasswordAccount, 'password'>): Access {
  return {
    lookup: toBase64url(lookupOf(email)),
    ...(totp ? { totp: totpOf(totp) } : {}),
    backupCodes: backupCodes.map(asBackupCode),
  };
}

/** A drawn seed with the code that an app shows for it. Throws CodeError, MalformedError. */
export function totpOf({ secret, code }: InputOf<'account.totp.replace'>): NonNullable<Access['totp']> {
  const seed = fromBase32(secret.replaceAll(' ', '').toUpperCase());
  return { seed: toBase64url(seed), code: asTotpCode(code) };
}

/** The seed of the key by which a phrase signs in, 32 bytes: the caller's to wipe. Throws PhraseError. */
export function signInSeed(phrase: string): Bytes {
  const secret = phraseSecret(phrase);
  const seed = kdf(secret, 'slot/sign');
  wipe(secret);
  return seed;
}

/** The public half of it, as a store knows it. Throws PhraseError. */
export async function signInKeyOf(phrase: string): Promise<string> {
  const secret = phraseSecret(phrase);
  return toBase64url(await signKeyOf(secret).finally(() => wipe(secret)));
}
