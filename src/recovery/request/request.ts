import { digest, kdf } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromId, toBase32, toId, toUtf8 } from '../../encoding/index.ts';
import { REQUEST_CODE_LENGTH } from '../../wire/index.ts';

/** 20 letters of base32 are 100 bits; 104 make whole bytes, and 21 letters. */
const CODE_BYTES = 13;

/**
 * The code that the asker tells, 20 letters of base32: of the key that help is to be sealed to (32 bytes) and of the account. So a
 * store that names another key, or another account, is found out by whoever types it.
 */
export function requestCode(shareKey: Bytes, account: Id): string {
  const hash = digest('trustee/request', { shareKey, account: fromId(account) });
  return toBase32(hash.slice(0, CODE_BYTES)).slice(0, REQUEST_CODE_LENGTH);
}

/** Where the asker's store keeps what the code is about, 16 bytes: nobody finds it without the code. */
export function meetingOf(code: string): Id {
  return toId(kdf(toUtf8(code), 'trustee/meeting', undefined, 16));
}
