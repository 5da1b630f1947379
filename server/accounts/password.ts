import { equal, hmacSha256, kdf, randomBytes, sha256, wipe } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url, toId } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Asked } from '../http/index.ts';
import { lookupHash } from './access.ts';
import { attempt, countAttempts } from './attempts.ts';
import { bindingOf } from './binding.ts';
import { finishLogin, startLogin } from './opaque.ts';
import type { Parts } from './parts.ts';
import { factorsOf } from './second.ts';
import { issueTicket, readTicket, ticketAccount, useTicket } from './tickets.ts';

/** No account has this number. */
const NOBODY = 0;

interface Start {
  readonly lookup: string;
  readonly start: string;
}

/** First half of OPAQUE. Counted here: with its answer the client can test one guess by itself. */
export async function startPassword(parts: Parts, { address }: Asked, { lookup, start }: Start) {
  const lookupBytes = fromBase64url(lookup);
  const here = attempt(parts, 'password-here', `${lookup} ${address}`);
  const anywhere = attempt(parts, 'password', lookupBytes);
  await countAttempts(parts, [attempt(parts, 'address', address), here, anywhere]);
  const found = await findByLookup(parts, lookupBytes);
  // Whether it is right only the client knows now; `finishPassword` takes it back.
  if (found.account !== NOBODY) parts.failed.count(found.account, 'password-refused', parts.clock());
  const { state, response } = startLogin(parts.secrets.opaque, found.identifier, found.record, start);
  const attempts = [here, anywhere].map(({ name }) => toBase64url(name));
  const { ticket, nonce } = await issueTicket(parts, 'password', {
    account: ticketAccount(found.account),
    record: toBase64url(found.record ? sha256(found.record) : randomBytes(32)),
    state,
    attempts,
  });
  return { ticket, nonce: toBase64url(nonce), response };
}

interface Found {
  /** 0: nobody's. */
  readonly account: number;
  readonly identifier: string;
  readonly record: Bytes | null;
}

/** An unknown address gets its keyed hash as identifier: asked twice, it answers alike, as an account would. */
async function findByLookup(parts: Parts, lookup: Bytes): Promise<Found> {
  const hash = lookupHash(parts, lookup);
  const row = await parts.database.read((db) =>
    db.query
      .selectFrom('accounts')
      .select(['number', 'id', 'password_record'])
      .where('lookup', '=', hash)
      .executeTakeFirst(),
  );
  const made = toId(parts.secrets.pepper.hash(hash, lookup).subarray(0, 16));
  if (!row?.password_record) return { account: NOBODY, identifier: made, record: null };
  return { account: row.number, identifier: toId(row.id), record: row.password_record };
}

interface Finish {
  readonly ticket: string;
  readonly requestKey: string;
  readonly finish: string;
  readonly mac: string;
}

/** Second half: proves the password, and that it was proven to this store for this request key. Never signs in alone. */
export async function finishPassword(parts: Parts, { ticket: text, requestKey, finish, mac }: Finish) {
  const ticket = await readTicket(parts, 'password', text);
  const { account, record, state, attempts } = ticket.content;
  const binding = bindingOf(parts, ticket.nonce, fromBase64url(requestKey));
  const proven = isProven(finishLogin(state, finish), binding, fromBase64url(mac));
  if (!proven || account === NOBODY) throw new Refusal('signin-refused');
  await parts.database.write((db) => useTicket(db, ticket));
  parts.failed.count(account, 'password-refused', parts.clock(), -1);
  const next = await issueTicket(
    parts,
    'second',
    { account: ticketAccount(account), record, requestKey, attempts },
    ticket.nonce,
  );
  return { ticket: next.ticket, ...(await parts.database.read((db) => factorsOf(db, account))) };
}

function isProven(sessionKey: Bytes | undefined, binding: Bytes, mac: Bytes): boolean {
  if (!sessionKey) return false;
  const key = kdf(sessionKey, 'signin');
  const right = equal(hmacSha256(key, binding), mac);
  wipe(sessionKey, key);
  return right;
}
