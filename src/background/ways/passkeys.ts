import { newId, randomBytes, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url, MalformedError, toBase64url } from '../../encoding/index.ts';
import { prfInput } from '../../keys/index.ts';
import type { Handlers, InputOf, PasskeyJob } from '../../rpc/index.ts';
import { startSecurityKey } from '../../sync/index.ts';
import type { Assertion } from '../../wire/index.ts';
import { codeOf, NoSuchWayError, NoTicketError } from '../context/index.ts';
import type { WaysParts } from './parts.ts';
import { accessOfNew, changeFactors } from '../account/index.ts';
import type { SignIn } from '../account/index.ts';
import { sealLabel } from '../link/index.ts';
import { provePasskey } from '../unlock/index.ts';
import type { LockedWay } from '../../vault/index.ts';
import { newPasskeyWay } from '../../vault/index.ts';
import { changeWays } from './ways.ts';

type Question = 'passkey.start' | 'passkey.job' | 'passkey.done' | 'passkey.failed';
type Request = InputOf<'passkey.start'>;
type Result = Omit<InputOf<'passkey.done'>, 'ticket'>;

/** One ceremony that was asked for. Holds nothing secret; lies in memory that outlives the background. */
interface Ceremony {
  readonly job: PasskeyJob;
  readonly until: number;
  /** Of the entry that it belongs to (`signin`, `second`), or the store's own (`key`). */
  readonly belongsTo?: string;
  /** It is only tried, or a recovery's second factor. */
  readonly of?: 'drill' | 'recovery';
}

/** The second factor of a recovery, by the ticket of the entry that asks. */
export interface AskedKey {
  challenge(ticket: Id): Promise<{ readonly challenge: string; readonly allow: readonly string[] }>;
  prove(ticket: Id, assertion: Assertion): Promise<void>;
}

/** Who takes what a ceremony brings. */
interface Takers {
  readonly entry: SignIn;
  readonly asked: AskedKey;
  /** Of a passkey that is only tried: takes its PRF output over. */
  readonly tried: (prf: Bytes) => Promise<void>;
}

/** A window that is left open longer than this has to be opened again. */
const ceremonyLasts = 5 * 60_000;
const userHandleBytes = 16;

/** Answers the questions of the one small window that runs every passkey ceremony. */
export function passkeyHandlers(parts: WaysParts, takers: Takers): Handlers<Question> {
  const finishing = new Set<string>();
  return {
    'passkey.start': async (request) => {
      const ticket = newId();
      const ceremony: Ceremony = { ...(await plan(parts, takers, request)), until: parts.clock() + ceremonyLasts };
      await parts.memory.set(keyOf(ticket), ceremony);
      return { ticket };
    },
    'passkey.job': async ({ ticket }) => (await find(parts, ticket)).job,
    'passkey.done': async ({ ticket, ...result }) => {
      const ceremony = await find(parts, ticket);
      // An answer that comes twice must not make two ways in; one that failed may come again.
      if (finishing.has(ticket)) throw new NoTicketError();
      finishing.add(ticket);
      try {
        await finish(parts, takers, ceremony, result);
        await parts.memory.remove(keyOf(ticket));
        parts.tell({ type: 'passkey', ticket, outcome: 'done' });
        return {};
      } catch (error) {
        parts.tell({ type: 'passkey', ticket, outcome: codeOf(error) });
        throw error;
      } finally {
        finishing.delete(ticket);
      }
    },
    'passkey.failed': async ({ ticket, reason }) => {
      // The ticket stays: the window may try again.
      await find(parts, ticket);
      parts.tell({ type: 'passkey', ticket, outcome: reason });
      return {};
    },
  };
}

async function plan(parts: WaysParts, { entry, asked }: Takers, request: Request): Promise<Omit<Ceremony, 'until'>> {
  const shared = { prfInput: toBase64url(prfInput()) };
  switch (request.purpose) {
    case 'unlock':
      return { job: { purpose: 'unlock', ...shared, allow: (await parts.keeper.ways()).flatMap(credentialOf) } };
    case 'drill': {
      const way = (await parts.session.vault()).ways.list().find(({ id }) => id === request.way);
      if (way?.kind !== 'passkey') throw new NoSuchWayError();
      return { job: { purpose: 'unlock', ...shared, allow: credentialOf(way) }, of: 'drill' };
    }
    case 'signin': {
      const challenge = await entry.passkeyChallenge(request.entry);
      return { job: { purpose: 'signin', ...shared, challenge, allow: [] }, belongsTo: request.entry };
    }
    case 'second':
      return { job: { purpose: 'second', ...(await entry.secondChallenge(request.entry)) }, belongsTo: request.entry };
    case 'recovery': {
      const job = { purpose: 'second' as const, ...(await asked.challenge(request.entry)) };
      return { job, belongsTo: request.entry, of: 'recovery' };
    }
    case 'add':
    case 'key':
      return planNew(parts, request, shared);
  }
}

async function planNew(
  { session, store }: WaysParts,
  { purpose, name }: Extract<Request, { purpose: 'add' | 'key' }>,
  shared: { readonly prfInput: string },
): Promise<Omit<Ceremony, 'until'>> {
  await session.requireFresh();
  const known = (await session.vault()).ways.list().flatMap(credentialOf);
  const userHandle = toBase64url(randomBytes(userHandleBytes));
  if (purpose === 'add') return { job: { purpose, ...shared, userHandle, name, exclude: known } };
  const client = await store.client();
  const { securityKeys } = await client.ask('access');
  const { ticket, challenge } = await startSecurityKey(client);
  const exclude = [...known, ...securityKeys.map(({ credential }) => credential)];
  return { job: { purpose, challenge, userHandle, name, exclude }, belongsTo: ticket };
}

async function finish(
  parts: WaysParts,
  { entry, asked, tried }: Takers,
  { job, belongsTo = '', of }: Ceremony,
  result: Result,
): Promise<void> {
  switch (job.purpose) {
    case 'unlock':
      return of === 'drill' ? tried(prfOf(result)) : provePasskey(parts, prfOf(result));
    case 'signin':
      return entry.passkey(belongsTo, given(result.assertion), prfOf(result));
    case 'second':
      if (of === 'recovery') return asked.prove(belongsTo, given(result.assertion));
      return entry.secondByKey(belongsTo, given(result.assertion));
    case 'add':
      return addPasskey(parts, job.name, result);
    case 'key':
      return addKey(parts, job.name, belongsTo, result);
  }
}

/** The proof was fresh when the ticket was given, and a touch cannot be hurried. */
async function addPasskey(parts: WaysParts, name: string, result: Result): Promise<void> {
  const { credentialId, publicKey } = result;
  const credential = {
    id: fromBase64url(credentialId),
    ...(publicKey === undefined ? {} : { publicKey: fromBase64url(publicKey) }),
  };
  const output = prfOf(result);
  const add = newPasskeyWay(output, credential, name);
  wipe(output);
  const access = await accessOfNew(add);
  await changeWays(parts, { add, access: (slot) => (slot === undefined ? {} : access(slot)) });
}

async function addKey(parts: WaysParts, name: string, ticket: string, result: Result): Promise<void> {
  const { credentialId: credential } = result;
  const label = await sealLabel(await parts.session.vault(), { credential }, name);
  await changeFactors(parts, { securityKeys: [{ ticket, credential, ...given(result.registration), label }] });
}

function prfOf({ prf }: Result): Bytes {
  return fromBase64url(given(prf));
}

/** What every ceremony of its kind brings. */
function given<T>(part: T | undefined): T {
  if (part === undefined) throw new MalformedError('a part of the ceremony is missing');
  return part;
}

async function find({ memory, clock }: WaysParts, ticket: string): Promise<Ceremony> {
  const found = (await memory.get(keyOf(ticket))) as Ceremony | undefined;
  if (!found || clock() >= found.until) throw new NoTicketError();
  return found;
}

function keyOf(ticket: string): string {
  return `passkey/${ticket}`;
}

function credentialOf({ parameters }: LockedWay): string[] {
  return parameters.kind === 'passkey' ? [toBase64url(parameters.credential)] : [];
}
