import { hmacSha256 } from '../crypto/index.ts';
import type { Id } from '../encoding/index.ts';
import { associate, toId, toUtf8 } from '../encoding/index.ts';
import type { Keyring } from '../wire/index.ts';

const ID_BYTES = 16;

/** The id of a record that every device finds by name: a keyed hash, so that a store can't tell which record it is. */
export function namedRecordId(keyring: Pick<Keyring, 'archive'>, name: string): Id {
  return toId(hmacSha256(keyring.archive, associate('record/name', { name: toUtf8(name) })).slice(0, ID_BYTES));
}
