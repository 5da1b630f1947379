import type { Stretch } from '../../crypto/index.ts';
import { defaultStretch } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromId } from '../../encoding/index.ts';
import { passwordSecret } from '../../keys/index.ts';

/**
 * S (protocol 8.9), 32 bytes: Argon2id of the chat password's NFKC form, salted by the channel's id, at the cost of a new password
 * slot. Takes half a second in a worker. Whoever has it opens every text of the channel: the caller's to wipe.
 */
export function channelSecret(password: string, channel: Id, stretch: Stretch): Promise<Bytes> {
  return passwordSecret(password, defaultStretch(fromId(channel)), stretch);
}
