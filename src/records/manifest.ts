import { digest, open, seal, sha256, sign, verify, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { MalformedError, associate, bytes, fromId, u16, u32 } from '../encoding/index.ts';
import type { KeyScope } from '../keys/index.ts';
import { masterKeyFor } from '../keys/index.ts';
import type { Commit, Manifest, Slot } from '../wire/index.ts';
import { FORMAT, FormatError, readManifest, writeManifest } from '../wire/index.ts';
import { equal } from '../crypto/index.ts';

const HEAD_BYTES = 32;

/** The parent of the first commit: 32 zero bytes. */
export function noHead(): Bytes {
  return bytes(HEAD_BYTES);
}

/** The head that a sealed manifest is: 32 bytes. */
export function headOf(sealedManifest: Bytes): Bytes {
  return digest('head', { manifest: sealedManifest });
}

/** What a manifest says of a sealed keyring, and of each slot. Hashed twice, as a field takes 65,535 bytes. */
export function keyringHash(sealedKeyring: Bytes): Bytes {
  return digest('keyring/hash', { keyring: sha256(sealedKeyring) });
}

export function slotHashes(slots: readonly Slot[]): Manifest['slots'] {
  return slots.map(({ id, seal: sealed }) => ({ id, seal: digest('slot/hash', { seal: sealed }) }));
}

/** Whether these are exactly the slots that the manifest names, seal by seal. */
export function namesSlots(manifest: Manifest, slots: readonly Slot[]): boolean {
  const named = new Map(manifest.slots.map(({ id, seal: hash }) => [id, hash]));
  if (named.size !== slots.length) return false;
  return slotHashes(slots).every(({ id, seal: hash }) => {
    const expected = named.get(id);
    return expected !== undefined && equal(expected, hash);
  });
}

function bindingOf({ account, generation }: KeyScope, parent: Bytes, format = FORMAT): Bytes {
  return associate('manifest', { account: fromId(account), format: u16(format), generation: u32(generation), parent });
}

/** Seals a manifest under its generation's master key; its parent is the head that it names as previous. */
export async function sealManifest(masterKey: Bytes, account: Id, manifest: Manifest): Promise<Bytes> {
  const key = masterKeyFor(masterKey, 'manifest');
  const binding = bindingOf({ account, generation: manifest.generation }, manifest.previous);
  const sealed = await seal(key, writeManifest(manifest), binding);
  wipe(key);
  return sealed;
}

/** Throws DecryptionError, FormatError, MalformedError. */
export async function openManifest(masterKey: Bytes, scope: KeyScope, parent: Bytes, sealed: Bytes): Promise<Manifest> {
  const key = masterKeyFor(masterKey, 'manifest');
  try {
    return await openManifestUnder(key, scope, parent, sealed);
  } finally {
    wipe(key);
  }
}

/** The same by the manifest key of its generation, KDF(MK, "manifest"), as a keyring keeps those of past generations. */
export async function openManifestUnder(key: Bytes, scope: KeyScope, parent: Bytes, sealed: Bytes): Promise<Manifest> {
  const opened = await open(key, sealed, bindingOf(scope, parent)).catch(async (error: unknown) => {
    if (await isOfLaterFormat(key, scope, parent, sealed)) throw new FormatError();
    throw error;
  });
  const manifest = readManifest(opened);
  const right = manifest.generation === scope.generation && equal(manifest.previous, parent);
  if (!right) throw new MalformedError('another manifest');
  return manifest;
}

/** As many later formats as this version can tell from damage. */
const LATER_FORMATS = 8;

/** A later version binds its own format: whoever holds the key can tell that it was written, if not what it says. */
async function isOfLaterFormat(key: Bytes, scope: KeyScope, parent: Bytes, sealed: Bytes): Promise<boolean> {
  const formats = Array.from({ length: LATER_FORMATS }, (_, later) => FORMAT + 1 + later);
  const opens = (format: number): Promise<boolean> =>
    open(key, sealed, bindingOf(scope, parent, format)).then(
      () => true,
      () => false,
    );
  return (await Promise.all(formats.map(opens))).includes(true);
}

type Authored = Pick<Commit, 'parent' | 'manifest'>;

function messageOf(account: Id, { parent, manifest }: Authored): Bytes {
  return associate('authorship', { account: fromId(account), parent, manifest });
}

/** The author's signature over a commit: its device's Ed25519 key. 64 bytes. */
export function signCommit(signingKey: Bytes, account: Id, commit: Authored): Promise<Bytes> {
  return sign(signingKey, messageOf(account, commit));
}

/** Whether the device with this certified key made the commit. */
export function isAuthor(signingPublicKey: Bytes, account: Id, commit: Authored, signature: Bytes): Promise<boolean> {
  return verify(signingPublicKey, messageOf(account, commit), signature);
}
