import type { Bytes } from '../encoding/index.ts';
import { associate, concat, fromUtf8, pad, toUtf8, unpad } from '../encoding/index.ts';
import { digest, hmacSha256, kdf, openOnce, randomBytes, sealOnce, wipe } from '../crypto/index.ts';
import type { MessagesKey } from './self.ts';

const EPOCH_BYTES = 4;
const ID_BYTES = 16;

/** Where a draft was written, in 32 bytes that say nothing of it to who doesn't know it. */
export function draftPlace(site: string, field: string): Bytes {
  return digest('draft/place', { site: toUtf8(site), field: toUtf8(field) });
}

/** The name of a place's draft (protocol 8, "Drafts"), which tells nobody without the key what place it is. */
export function draftName({ key }: Pick<MessagesKey, 'key'>, place: Bytes): Bytes {
  const naming = kdf(key, 'draft/name');
  const name = hmacSha256(naming, associate('draft/name', { place }));
  wipe(naming);
  return name;
}

/** Seals a draft for this device under its name: epoch 4 | random id 16 | AES-GCM of the padded text under a key of that id. */
export async function sealDraft({ epoch, key }: MessagesKey, name: Bytes, text: string): Promise<Bytes> {
  const id = randomBytes(ID_BYTES);
  const once = kdf(key, 'draft', id);
  const padded = pad(toUtf8(text));
  const sealed = await sealOnce(once, padded, associate('draft', { epoch, id, name })).finally(() =>
    wipe(once, padded),
  );
  return concat(epoch, id, sealed);
}

/** The epoch whose key sealed a draft. */
export function draftEpoch(sealed: Bytes): Bytes {
  return sealed.slice(0, EPOCH_BYTES);
}

/** Undoes `sealDraft`. Throws DecryptionError, also for a draft of another name. */
export async function openDraft(key: Bytes, name: Bytes, sealed: Bytes): Promise<string> {
  const id = sealed.slice(EPOCH_BYTES, EPOCH_BYTES + ID_BYTES);
  const once = kdf(key, 'draft', id);
  const ad = associate('draft', { epoch: draftEpoch(sealed), id, name });
  const padded = await openOnce(once, sealed.slice(EPOCH_BYTES + ID_BYTES), ad).finally(() => wipe(once));
  const text = fromUtf8(unpad(padded));
  wipe(padded);
  return text;
}
