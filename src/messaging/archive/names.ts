import type { Bytes, Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';

/** Who wrote a text: own account, with no origin, or a contact, by account and the store at first contact. */
export interface Writer {
  readonly account: Id;
  readonly origin: string;
}

/** The name of a text's record (protocol 3.2): every device finds the same one, and each writer has their own for an id. */
export function messageName({ account, origin }: Writer, id: Bytes): string {
  return `message ${account} ${origin} ${toBase64url(id)}`;
}

/** The name of the record that says how far a conversation with a contact was read. */
export function readMarkName(contact: Id, conversation: Id): string {
  return `read ${contact} ${conversation}`;
}

/** The name of the record that says that somebody has left a conversation: a later leave of theirs takes its place. */
export function leftName({ account, origin }: Writer, conversation: Id): string {
  return `left ${account} ${origin} ${conversation}`;
}
