import { Hono } from 'hono';
import type { Bytes, Id } from '../src/encoding/index.ts';
import { toBase64url } from '../src/encoding/index.ts';
import type { Endpoint } from '../src/wire/index.ts';
import { API_FORMAT, PASSKEY_RP_ID, TICKET_HEADER, endpoints } from '../src/wire/index.ts';
import type { Granted, Session } from './accounts/index.ts';
import { Accounts, FailedSignins, opaquePublicKey } from './accounts/index.ts';
import type { Config } from './config.ts';
import { Rendezvous, checkFirstLists, checkNextLists } from './devices/index.ts';
import type { Admission, Asked, Handler } from './http/index.ts';
import { BodyBudget, Refusal, SignatureChecker, answerError, answerEvents, asRefusal, mount } from './http/index.ts';
import type { Secret } from './kms/index.ts';
import type { Log } from './log.ts';
import { describe } from './log.ts';
import { openApi } from './openapi.ts';
import { Events, Records } from './records/index.ts';
import type { Database } from './database/index.ts';
import { DatabaseBrokenError } from './database/index.ts';

const DAY = 86_400_000;
const JSON_BYTES = 65_536;
const DAMAGED = 'Nothing is read or written any more. Stop the store and run: npm run store -- restore BACKUP';
/** What surrounds a commit: frames' lengths and the header with its access. */
const AROUND_COMMIT = 262_144;

export interface AppParts {
  readonly config: Config;
  readonly version: string;
  readonly database: Database;
  readonly secrets: Readonly<Record<'pepper' | 'opaque' | 'totp' | 'codes' | 'tickets' | 'limits' | 'slots', Secret>>;
  readonly log: Log;
  readonly clock: () => number;
}

export interface App {
  readonly hono: Hono;
  readonly accounts: Accounts;
  readonly events: Events;
}

type Serve = <E extends Endpoint>(endpoint: E, handler: Handler<E, Session>, admit?: Admission) => void;

/** The composition root: the only place that knows all rooms. */
export function createApp(parts: AppParts): App {
  const { config, clock, database, secrets } = parts;
  const events = new Events();
  const ended = (account: number, sessions: readonly number[] | 'all') => events.endSessions(account, sessions);
  const accountSettings = { ...config, sessionLife: config.sessionDays * DAY };
  const signatures = new SignatureChecker();
  const accounts = new Accounts({
    database,
    secrets,
    signatures,
    clock,
    ended,
    settings: accountSettings,
    failed: new FailedSignins(),
  });
  const lists = {
    first: (account: Id, encoded: readonly Bytes[]) => checkFirstLists(account, encoded, config.origin),
    next: checkNextLists,
  };
  const records = new Records({ database, slots: secrets.slots, settings: config, lists, signatures, events });
  const hono = new Hono();
  const limits = { json: JSON_BYTES, frames: config.commitBytes + AROUND_COMMIT };
  const budget = new BodyBudget(Math.max(config.bytesInFlight, limits.frames));
  const mounting = { door: accounts.door, clock, proxies: config.proxies, limits, budget };
  guard(hono, parts);
  const serve: Serve = (endpoint, handler, admit) => mount(hono, endpoint, mounting, handler, admit);
  servePublic(serve, parts);
  serveSignin(serve, accounts, records);
  serveSession(serve, accounts);
  serveVault(serve, accounts, records, clock);
  serveLink(serve, accounts, clock);
  return { hono, accounts, events };
}

/** Pages of the web have no business here, whatever they hold; and every failure has one form. */
function guard(hono: Hono, { log, clock }: AppParts): void {
  hono.use(async (context, next) => {
    const origin = context.req.raw.headers.get('origin');
    if (origin?.startsWith('http')) throw new Refusal('origin-refused');
    await next();
  });
  hono.notFound((context) => {
    const isKnown = Object.values<Endpoint>(endpoints).some(({ path }) => path === context.req.path);
    return answerError(isKnown ? 'method-refused' : 'not-found', clock());
  });
  hono.onError((error, context) => {
    const refusal = asRefusal(error);
    if (error instanceof DatabaseBrokenError) log('error', 'database-damaged', { say: DAMAGED });
    if (refusal) {
      const route = { method: context.req.method, path: routeOf(context.req.path) };
      log('debug', 'refused', { ...route, code: refusal.code, why: error.message });
      return answerError(refusal.code, clock(), refusal.details);
    }
    log('error', 'failed', { method: context.req.method, path: routeOf(context.req.path), ...describe(error) });
    return answerError('failed', clock());
  });
}

/** A path as it may be logged: one of ours, or nothing that somebody made up. */
function routeOf(path: string): string {
  return Object.values<Endpoint>(endpoints).find((endpoint) => endpoint.path === path)?.path ?? 'unknown';
}

function servePublic(serve: Serve, { config, version, database, secrets, log }: AppParts): void {
  const document = openApi(version, config.origin);
  serve(endpoints.openapi, () => document);
  serve(endpoints.health, async () => {
    try {
      await database.read(({ query }) => query.selectFrom('tenant_keys').select('id').executeTakeFirst());
      return { status: 'ok' as const };
    } catch (error) {
      log('error', 'unhealthy', describe(error));
      throw new Refusal('unavailable', { retryAfter: 5 });
    }
  });
  const { signup, origin, commitBytes, recordBytes, records, accountBytes } = config;
  const limits = { commitBytes, recordBytes, records, accountBytes };
  const said = {
    format: API_FORMAT,
    version,
    origin,
    signup,
    rpId: PASSKEY_RP_ID,
    key: opaquePublicKey(secrets.opaque),
  };
  serve(endpoints.store, () => ({ ...said, limits }));
}

function serveSignin(serve: Serve, accounts: Accounts, records: Records): void {
  serve(endpoints.signupStart, ({ asked, body }) => accounts.startSignup(asked, body));
  const ticketOf = (asked: Asked) => accounts.admitSignup(asked.headers.get(TICKET_HEADER));
  serve(
    endpoints.signup,
    async ({ asked, body, frames, bodyHash }) => {
      const account: Id = body.account;
      const first = await records.prepareFirst(account, onlyCommit(frames));
      const sent = { header: body, request: bodyHash() };
      const signedIn = await accounts.signup(await ticketOf(asked), sent, first);
      return { ...signedIn, head: toBase64url(first.head), sequence: first.sequence };
    },
    async (asked) => [{ name: `ticket ${toBase64url((await ticketOf(asked)).id)}`, most: 1 }],
  );
  serve(endpoints.signinStart, ({ asked }) => accounts.startSignin(asked));
  serve(endpoints.signinPasskey, ({ body }) => accounts.signinByPasskey(body));
  serve(endpoints.signinKey, ({ body }) => accounts.signinByKey(body));
  serve(endpoints.passwordStart, ({ asked, body }) => accounts.startPassword(asked, body));
  serve(endpoints.passwordFinish, ({ body }) => accounts.finishPassword(body));
  serve(endpoints.signinSecond, ({ body }) => accounts.finishSecond(body));
}

/** It happened; there is nothing to tell. */
async function done(work: () => Promise<void> | void): Promise<Record<string, never>> {
  await work();
  return {};
}

function serveSession(serve: Serve, accounts: Accounts): void {
  serve(endpoints.signout, ({ session }) => done(() => accounts.signout(session)));
  serve(endpoints.sessions, ({ session }) => accounts.sessions(session));
  serve(endpoints.sessionLabel, ({ session, body }) =>
    done(() => accounts.labelSession(session, body.session, body.label)),
  );
  serve(endpoints.sessionRevoke, ({ session, body }) => accounts.revokeSessions(session, body));
  serve(endpoints.access, ({ session }) => accounts.access(session));
  serve(endpoints.accessPassword, ({ session, body }) => accounts.registerPassword(session, body.request));
  serve(endpoints.accessChallenge, ({ session }) => accounts.challenge(session));
  serve(endpoints.accessChange, ({ session, body }) => done(() => accounts.changeSecondFactors(session, body)));
  serve(endpoints.activity, ({ session }) => accounts.activity(session));
  serve(endpoints.accountDelete, ({ session, body }) => done(() => accounts.delete(session, body)));
}

function serveVault(serve: Serve, accounts: Accounts, records: Records, clock: () => number): void {
  serve(endpoints.vault, ({ session }) => records.vault(session));
  serve(endpoints.deviceLists, ({ session }) => records.lists(session));
  serve(endpoints.pull, ({ session, asked }) => records.pull(session, asked.query));
  serve(endpoints.events, ({ session }) => answerEvents(records.events(session), clock()));
  serve(endpoints.commit, async ({ session, body, frames }) => {
    const changes = Object.keys(body.access).length > 0;
    if (changes) session.requireFresh();
    const prepared = changes ? await accounts.prepareAccess(session, body.access) : undefined;
    let removed: { told(): void } | undefined;
    const answer = await records.commit(session, onlyCommit(frames), (following) =>
      prepared || following.slotsChange
        ? async (db) => {
            await accounts.writeAccess(db, session, prepared);
            if (following.removed.length > 0) removed = await accounts.removeDevices(db, session, following.removed);
          }
        : undefined,
    );
    removed?.told();
    return answer;
  });
}

/** What an old browser leaves for a new one: seals that the store can't open, and a sign-in. */
interface Handed {
  readonly granted: Granted;
  readonly about: string;
  readonly key: string;
}

function serveLink(serve: Serve, accounts: Accounts, clock: () => number): void {
  const meetings = new Rendezvous<Handed>(clock);
  const by = ({ account, number }: Session) => ({ account, session: number });
  serve(endpoints.linkOpen, async ({ asked, body }) => {
    await accounts.countLink(asked);
    return meetings.open(body.rendezvous);
  });
  serve(endpoints.linkLook, ({ body }) => meetings.look(body));
  serve(endpoints.linkReply, ({ body }) => done(() => meetings.reply(body, body.request)));
  serve(endpoints.linkTake, async ({ body }) => {
    const { granted, about, key } = meetings.take(body);
    return { signedIn: await accounts.enterGranted(granted), about, key };
  });
  serve(endpoints.linkStop, ({ body }) => done(() => meetings.stop(body)));
  serve(endpoints.linkAnswer, async ({ session, body }) => {
    await accounts.countLinkAnswer(session);
    return meetings.answer(by(session), body.rendezvous, body.answer);
  });
  serve(endpoints.linkHear, ({ session, body }) => meetings.hear(by(session), body.rendezvous));
  serve(endpoints.linkGrant, async ({ session, body }) => {
    const { about, key, ...signed } = body;
    const granted = await accounts.checkGrant(session, signed);
    return done(() => meetings.grant(by(session), body.rendezvous, body.signature, { granted, about, key }));
  });
  serve(endpoints.linkRefuse, ({ session, body }) => done(() => meetings.refuse(by(session), body.rendezvous)));
}

/** The frame behind the header: a request carries one commit. */
function onlyCommit<T>(frames: readonly T[]): T | undefined {
  if (frames.length !== 1) throw new Refusal('malformed');
  return frames[0];
}
