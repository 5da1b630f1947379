import type { Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { Archived, ArchivedMessage } from '../../wire/index.ts';
import { readArchived } from '../../wire/index.ts';
import { conversationOf } from '../contacts/index.ts';

interface Row {
  readonly record: Id;
  /** Of the record when it was read: another one there is another row. */
  readonly revision: number;
}

/** A text as lists, look-ups and search know it. */
export interface MessageRow extends Row {
  readonly kind: 'message';
  /** The text's id, 24 bytes as base64url. */
  readonly id: string;
  readonly contact: Id;
  readonly conversation: Id;
  readonly isOwn: boolean;
  /** Where it stands: its writer's clock, which is never believed to be ahead of ours. */
  readonly at: number;
  /** When it came; of an own text, when it was written. */
  readonly cameAt: number;
  readonly origin: string;
  /** By which of its writer's devices it came, and which body of that device it was; absent: an own text. */
  readonly sent?: { readonly device: Id; readonly counter: number };
  /** Absent until the text was seen in a page. */
  readonly text?: string;
  /** When it ends, in milliseconds since 1970: it lies in no record. */
  readonly until?: number;
  /** Who wrote it, and everybody whom it is for; absent: it is between two, in the conversation that is theirs. */
  readonly several?: { readonly by: Named; readonly to: readonly Named[] };
}

/** Somebody that a text names. */
export interface Named {
  readonly account: Id;
  /** 32 bytes as base64url. */
  readonly identity: string;
}

/** Somebody has left a conversation of several. */
export interface LeftRow extends Row {
  readonly kind: 'left';
  readonly contact: Id;
  readonly conversation: Id;
  readonly isOwn: boolean;
  readonly at: number;
  readonly cameAt: number;
}

export interface ReadRow extends Row {
  readonly kind: 'read';
  readonly contact: Id;
  readonly conversation: Id;
  readonly upTo: number;
}

/** A record that is none of ours, so that nobody opens it again to see. */
interface OtherRow extends Row {
  readonly kind: 'other';
}

export type IndexRow = MessageRow | ReadRow | LeftRow | OtherRow;

/** How far ahead of our clock a writer's may be, in milliseconds (protocol 8.5). */
const AHEAD = 300_000;

/** Where something stands by its writer's clock, when it came at `cameAt`: not if that clock is ahead (protocol 8.5). */
export function believedTime(time: number, cameAt: number): number {
  return time > cameAt + AHEAD ? cameAt : time;
}

/** The row of a record that was opened. `domain` and `body` as the vault read them; a body of a later version is no row of ours. */
export function rowOf(record: {
  readonly id: Id;
  readonly revision: number;
  readonly domain: string;
  readonly body: unknown;
}): IndexRow {
  const { id, revision, domain, body } = record;
  const archived = domain === 'messages' ? readOrNothing(body) : undefined;
  if (!archived) return { kind: 'other', record: id, revision };
  return { record: id, revision, ...fieldsOf(archived) };
}

/** The row of a text that is not archived because it ends. `record`: the id that its record would have. */
export function endingRow(record: Id, message: ArchivedMessage, until: number): MessageRow {
  return { record, revision: 0, ...messageFields(message), until };
}

function readOrNothing(body: unknown): Archived | undefined {
  try {
    return readArchived(body);
  } catch {
    return undefined;
  }
}

function fieldsOf(
  archived: Archived,
): Omit<MessageRow, keyof Row> | Omit<ReadRow, keyof Row> | Omit<LeftRow, keyof Row> {
  const { contact } = archived;
  if (archived.kind === 'read') {
    return { kind: 'read', contact, conversation: archived.conversation, upTo: archived.upTo };
  }
  if (archived.kind === 'left') {
    const { time, cameAt = time } = archived;
    const isOwn = archived.cameAt === undefined;
    return {
      kind: 'left',
      contact,
      conversation: archived.conversation,
      isOwn,
      at: believedTime(time, cameAt),
      cameAt,
    };
  }
  return messageFields(archived);
}

function messageFields(archived: ArchivedMessage): Omit<MessageRow, keyof Row> {
  const { contact } = archived;
  const conversation = conversationIn(archived);
  const { id, time, cameAt = time, origin, sent, text } = archived;
  return {
    kind: 'message',
    id: toBase64url(id),
    ...{ contact, conversation, cameAt, origin },
    isOwn: archived.cameAt === undefined,
    at: believedTime(time, cameAt),
    ...(sent && { sent }),
    ...(text !== undefined && { text }),
    ...(!isOfTwo(archived) && { several: severalOf(archived) }),
  };
}

/** Where a text is shown: one that an invitation brought stands in the conversation of the two that it began. */
function conversationIn({ conversation, invitation, sender, recipients: [first] }: ArchivedMessage): Id {
  return invitation && first ? conversationOf(sender, first.account) : conversation;
}

/** Whether nobody else has it, and it says so: who names the conversation of two for others writes in none of theirs. */
function isOfTwo(archived: ArchivedMessage): boolean {
  const [first, ...others] = archived.recipients;
  // An invitation's text was given to nobody yet.
  if (!first) return true;
  return others.length === 0 && conversationIn(archived) === conversationOf(archived.sender, first.account);
}

function severalOf({ sender, identity, recipients }: ArchivedMessage): NonNullable<MessageRow['several']> {
  return { by: namedOf({ account: sender, identity }), to: recipients.map(namedOf) };
}

function namedOf({ account, identity }: ArchivedMessage['recipients'][number]): Named {
  return { account, identity: toBase64url(identity) };
}
