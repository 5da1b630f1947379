import type { KeyPair } from '../../crypto/index.ts';
import { DecryptionError, openSealed, sealTo, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, u16 } from '../../encoding/index.ts';
import type { EnvelopeContents } from '../../wire/index.ts';
import { FORMAT, MOST_ENVELOPE_BYTES, readEnvelope, writeEnvelope } from '../../wire/index.ts';

/** The device that an envelope is for; its mailbox key is X25519, of its certificate. */
export interface Mailbox<Key> {
  readonly account: Id;
  readonly device: Id;
  readonly mailbox: Key;
}

/** Whose key an envelope is sealed to is in the seal: a store can't put it before another device. */
function infoOf({ account, device, mailbox }: Mailbox<Bytes>): Bytes {
  return associate('envelope', { format: u16(FORMAT), account: fromId(account), device: fromId(device), mailbox });
}

/**
 * An envelope for one device (protocol 8.4): HPKE in base mode of the contents, padded to a multiple of 4,096 bytes. Throws
 * PublicKeyError, and MalformedError for more than 32,768 bytes.
 */
export async function sealEnvelope(to: Mailbox<Bytes>, contents: EnvelopeContents): Promise<Bytes> {
  const padded = writeEnvelope(contents);
  return sealTo({ publicKey: to.mailbox, info: infoOf(to) }, padded).finally(() => wipe(padded));
}

/**
 * What is in an envelope; null: it is not sealed to this key, or not for this device. Who sends is a claim until a header
 * opened. Throws MalformedError, FormatError.
 */
export async function openEnvelope(own: Mailbox<KeyPair>, sealed: Bytes): Promise<EnvelopeContents | null> {
  if (sealed.length > MOST_ENVELOPE_BYTES) return null;
  const info = infoOf({ ...own, mailbox: own.mailbox.publicKey });
  const padded = await openSealed({ keyPair: own.mailbox, info }, sealed).catch((error: unknown) => {
    if (error instanceof DecryptionError) return null;
    throw error;
  });
  return padded && readEnvelope(padded);
}
