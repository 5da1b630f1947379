import { sign, verify } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, fromBase64url, fromId, toBase64url } from '../encoding/index.ts';
import type { LeaveNote } from '../wire/index.ts';
import type { CheckedList } from './list.ts';
import { findDevice } from './list.ts';

interface Leaving {
  readonly account: Id;
  readonly device: Id;
  /** The head that it followed last, 32 bytes. */
  readonly head: Bytes;
}

function messageOf({ account, device, head }: Leaving): Bytes {
  return associate('device/leave', { account: fromId(account), device: fromId(device), head });
}

/** The note by which a device leaves (protocol 6.2), signed by its signing key (Ed25519 seed, 32 bytes). */
export async function leaveNote(signingSeed: Bytes, leaving: Leaving): Promise<LeaveNote> {
  const signature = toBase64url(await sign(signingSeed, messageOf(leaving)));
  return { head: toBase64url(leaving.head), device: leaving.device, signature };
}

/** The devices of a list that left by their own word, among the notes that a store tells: what they didn't sign is no word. */
export async function leftDevices(list: CheckedList, notes: readonly LeaveNote[]): Promise<readonly Id[]> {
  const left = await Promise.all(notes.map(async (note) => ((await isOwnWord(list, note)) ? [note.device] : [])));
  return left.flat();
}

async function isOwnWord(list: CheckedList, { device, head, signature }: LeaveNote): Promise<boolean> {
  const certificate = findDevice(list, device);
  const message = messageOf({ account: list.account, device, head: fromBase64url(head) });
  return certificate !== undefined && verify(certificate.signing, message, fromBase64url(signature));
}
