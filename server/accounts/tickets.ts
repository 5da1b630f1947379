import * as v from 'valibot';
import { DecryptionError, equal, newId, randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, fromId, fromJson, toBase64url, toJson, toUtf8 } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT } from './parts.ts';

/** How long something begun may take, in milliseconds. */
const LIFE = 600_000;
const NONCE_BYTES = 32;

const text = v.string();
const number = v.number();
/** An account's number in so many digits always: a ticket's length tells nobody whether it is one. */
const ACCOUNT_DIGITS = 16;
const accountText = v.pipe(text, v.length(ACCOUNT_DIGITS), v.toNumber());

/**
 * What a store would have to remember between two requests of somebody not signed in: the client carries it, sealed, so
 * that beginnings cost the store nothing and survive its restart.
 */
const contents = {
  signup: v.strictObject({ account: text }),
  signin: v.strictObject({}),
  /** `account` 0: nobody has this address, and the rest is made up. `record`: hash of the password's record. */
  password: v.strictObject({ account: accountText, record: text, state: text, attempts: v.array(text) }),
  second: v.strictObject({ account: accountText, record: text, requestKey: text, attempts: v.array(text) }),
  securityKey: v.strictObject({ session: number }),
};
export type TicketKind = keyof typeof contents;
type Content<K extends TicketKind> = v.InferOutput<(typeof contents)[K]>;
type Written<K extends TicketKind> = v.InferInput<(typeof contents)[K]>;

/** How a ticket names an account; 0 for none. */
export function ticketAccount(account: number): string {
  return String(account).padStart(ACCOUNT_DIGITS, '0');
}

const envelope = v.strictObject({ id: text, nonce: text, expiresAt: number, content: v.unknown() });

/** A ticket as the store reads it back. */
export interface Ticket<K extends TicketKind> {
  readonly id: Bytes;
  /** The store's nonce in X (protocol 5). */
  readonly nonce: Bytes;
  readonly expiresAt: number;
  readonly content: Content<K>;
}

function place(kind: TicketKind) {
  return { account: NO_ACCOUNT, name: toUtf8(kind) };
}

/** A new ticket, and the nonce in it. A follow-up keeps the nonce of the ticket before. */
export async function issueTicket<K extends TicketKind>(
  { secrets, clock }: Parts,
  kind: K,
  content: Written<K>,
  nonce: Bytes = randomBytes(NONCE_BYTES),
): Promise<{ ticket: string; nonce: Bytes }> {
  const value = { id: newId(), nonce: toBase64url(nonce), expiresAt: clock() + LIFE, content };
  const sealed = await secrets.tickets.seal(place(kind), toJson(value));
  return { ticket: toBase64url(sealed), nonce };
}

/** Reads a ticket of this kind. Throws Refusal `signin-refused` for any other, and when its time is over. */
export async function readTicket<K extends TicketKind>(parts: Parts, kind: K, ticket: string): Promise<Ticket<K>> {
  const { id, nonce, expiresAt, content } = v.parse(envelope, await openTicket(parts, kind, ticket));
  if (expiresAt <= parts.clock()) throw new Refusal('signin-refused');
  const read = v.parse(contents[kind], content) as Content<K>;
  return { id: fromId(id), nonce: fromBase64url(nonce), expiresAt, content: read };
}

async function openTicket({ secrets }: Parts, kind: TicketKind, ticket: string): Promise<unknown> {
  try {
    return fromJson(await secrets.tickets.open(place(kind), fromBase64url(ticket)));
  } catch (error) {
    if (error instanceof DecryptionError) throw new Refusal('signin-refused');
    throw error;
  }
}

/**
 * Spends a ticket on one request, told by its hash, before anything is looked up for it: whatever comes of it, this ticket
 * asks nothing else. The same request, sent again because its answer was lost, is let through. Throws Refusal.
 */
export async function spendTicket({ database }: Parts, ticket: Ticket<TicketKind>, request: Bytes): Promise<void> {
  const spent = await database.write(async ({ query }) => {
    const { id, expiresAt } = ticket;
    await query
      .insertInto('tickets')
      .values({ id, expires_at: expiresAt, used_for: request })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return query.selectFrom('tickets').select('used_for').where('id', '=', id).executeTakeFirstOrThrow();
  });
  if (!spent.used_for || !equal(spent.used_for, request)) throw new Refusal('signin-refused');
}

/** Marks a ticket as used, in the transaction of what it was used for. Throws Refusal if it was before. */
export async function useTicket(db: Db, { id, expiresAt }: Ticket<TicketKind>): Promise<void> {
  const result = await db.query
    .insertInto('tickets')
    .values({ id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) throw new Refusal('signin-refused');
}
