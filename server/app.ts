import { Hono } from 'hono';
import type { Bytes, Id } from '../src/encoding/index.ts';
import { toBase64url } from '../src/encoding/index.ts';
import type { Endpoint, TopicNews } from '../src/wire/index.ts';
import { API_FORMAT, PASSKEY_RP_ID, TICKET_HEADER, endpoints } from '../src/wire/index.ts';
import type { Session } from './accounts/index.ts';
import { Accounts, FailedSignins, opaquePublicKey } from './accounts/index.ts';
import { logBroken } from './broken.ts';
import type { Config } from './settings.ts';
import { Leaves, checkFirstLists, checkNextLists } from './devices/index.ts';
import type { Asked, Serve } from './http/index.ts';
import {
  BodyBudget,
  Refusal,
  RequestRates,
  SignatureChecker,
  answerError,
  askedOf,
  answerEvents,
  asRefusal,
  mount,
} from './http/index.ts';
import type { DoorKey, Purpose, Secret } from './kms/index.ts';
import type { Log } from './log.ts';
import { describe } from './log.ts';
import { serveInvitationPage } from './invitation-page.ts';
import { serveLink } from './link-routes.ts';
import { serveLeaving, serveSession } from './session-routes.ts';
import { openApi } from './openapi.ts';
import { Events, Records } from './records/index.ts';
import { serveRelay } from './relay-routes.ts';
import { Relay } from './relay/index.ts';
import type { DeedCount } from './recovery/index.ts';
import { Recovery } from './recovery/index.ts';
import { serveRecovery } from './recovery-routes.ts';
import { serveTopics } from './topic-routes.ts';
import { STOP_PATH, serveStopPage } from './stop-page.ts';
import type { Mailer, Posting, TextMessage } from './mail/index.ts';
import type { Database } from './database/index.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const JSON_BYTES = 65_536;
/** What surrounds a commit: frames' lengths and the header with its access. */
const AROUND_COMMIT = 262_144;
/** Uploads of pre-keys by one account: each may bring a hundred signatures to check. */
const UPLOADS_PER_MINUTE = 12;

export interface AppParts {
  readonly config: Config;
  readonly version: string;
  readonly database: Database;
  readonly secrets: Readonly<Record<Purpose, Secret>>;
  readonly doorKey: DoorKey;
  readonly deeds: DeedCount;
  readonly mailer: Mailer;
  readonly gateway: Posting<TextMessage>;
  readonly log: Log;
  readonly clock: () => number;
}

export interface App {
  readonly hono: Hono;
  readonly events: Events;
  /** Forgets what no longer matters. */
  sweep(): Promise<void>;
}

/** The composition root: the only place that knows all rooms. */
export function createApp(parts: AppParts): App {
  const { config, clock, database, secrets, doorKey } = parts;
  const events = new Events();
  const ended = (account: number, sessions: readonly number[] | 'all') => events.endSessions(account, sessions);
  const signatures = new SignatureChecker();
  const recovery = recoveryOf(parts, events, () => accounts);
  const accounts: Accounts = new Accounts({
    database,
    secrets,
    doorKey,
    clock,
    ended,
    settings: { ...config, sessionLife: config.sessionDays * DAY },
    failed: new FailedSignins(),
    escrow: recovery.signin,
  });
  const lists = {
    first: (account: Id, encoded: readonly Bytes[]) => checkFirstLists(account, encoded, config.origin),
    next: (held: Bytes, account: Id, encoded: readonly Bytes[]) =>
      checkNextLists(held, account, encoded, config.origin),
  };
  const records = new Records({ database, slots: secrets.slots, settings: config, lists, signatures, events });
  const relay = relayOf(parts, signatures, events);
  const hono = new Hono();
  const limits = { json: JSON_BYTES, frames: config.commitBytes + AROUND_COMMIT };
  const budget = new BodyBudget(Math.max(config.bytesInFlight, limits.frames));
  const mounting = { door: accounts.door, clock, proxies: config.proxies, limits, budget };
  guard(hono, parts);
  const serve: Serve<Session> = (endpoint, handler, admit) => mount(hono, endpoint, mounting, handler, admit);
  servePublic(serve, parts);
  serveSignin(serve, accounts, records);
  serveSession(serve, accounts);
  serveVault(serve, { accounts, records, relay, recovery });
  serveEvents(serve, { records, relay, recovery, events, clock });
  serveLeaving(serve, accounts, new Leaves(database), relay);
  serveLink(serve, accounts, clock);
  serveRelay(serve, relay);
  const told = (data: TopicNews) => events.publishToAll({ event: 'topic', data });
  const topics = serveTopics(serve, { database, secret: secrets.topics, settings: config, told });
  serveInvitationPage(hono, config.origin);
  serveRecovery(serve, recovery);
  serveStopPage(hono, recovery, (context) => askedOf(context, clock(), config.proxies));
  const sweep = async (): Promise<void> => {
    await accounts.sweep();
    for (const room of [relay, recovery, topics]) await room.sweep(clock());
  };
  return { hono, events, sweep };
}

function relayOf({ config, database, secrets }: AppParts, signatures: SignatureChecker, events: Events): Relay {
  return new Relay({
    database,
    secret: secrets.relay,
    signatures,
    settings: config,
    rates: new RequestRates(config.contactsPerMinute),
    uploads: new RequestRates(UPLOADS_PER_MINUTE),
    came: (account, data) => events.publish(account, { event: 'mail', data }),
  });
}

function recoveryOf(parts: AppParts, events: Events, accounts: () => Accounts): Recovery {
  const { config, database, secrets, doorKey, deeds, mailer, gateway, clock } = parts;
  return new Recovery({
    database,
    doorKey,
    secret: secrets.recovery,
    deeds,
    mailer,
    gateway,
    factors: () => accounts().factors,
    settings: { ...config, recoveryWait: config.recoveryMinutes * MINUTE },
    clock,
    rates: new RequestRates(config.contactsPerMinute),
    told: (account, data) => events.publish(account, { event: 'recovery', data }),
    note: (...deed) => accounts().note(...deed),
  });
}

/** Pages of the web have no business here, whatever they hold; and every failure has one form. */
function guard(hono: Hono, { config, log, clock }: AppParts): void {
  hono.use(async (context, next) => {
    const origin = context.req.raw.headers.get('origin');
    const isOwnPage = context.req.path === STOP_PATH && origin === config.origin;
    if (origin?.startsWith('http') && !isOwnPage) throw new Refusal('origin-refused');
    await next();
  });
  hono.notFound((context) => {
    const isKnown = Object.values<Endpoint>(endpoints).some(({ path }) => path === context.req.path);
    return answerError(isKnown ? 'method-refused' : 'not-found', clock());
  });
  hono.onError((error, context) => {
    const refusal = asRefusal(error);
    logBroken(error, log);
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

function servePublic(serve: Serve<Session>, parts: AppParts): void {
  const { config, version, database, secrets, doorKey, mailer, gateway, log } = parts;
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
    mail: mailer.isOn,
    sms: gateway.isOn,
    key: opaquePublicKey(secrets.opaque),
    doorKey: toBase64url(doorKey.publicKey),
  };
  serve(endpoints.store, () => ({ ...said, limits }));
}

function serveSignin(serve: Serve<Session>, accounts: Accounts, records: Records): void {
  serve(endpoints.signupStart, ({ asked, body }) => accounts.startSignup(asked, body));
  const ticketOf = (asked: Asked) => accounts.admitSignup(asked.headers.get(TICKET_HEADER));
  serve(
    endpoints.signup,
    async ({ asked, body, frames, bodyHash }) => {
      const account: Id = body.account;
      // It takes an address that was proven by a session.
      if (body.access.escrow || body.access.trustees || body.access.organisation) throw new Refusal('malformed');
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

interface VaultRooms {
  readonly accounts: Accounts;
  readonly records: Records;
  readonly relay: Relay;
  readonly recovery: Recovery;
}

function serveVault(serve: Serve<Session>, { accounts, records, relay, recovery }: VaultRooms): void {
  serve(endpoints.vault, ({ session }) => records.vault(session));
  serve(endpoints.deviceLists, ({ session }) => records.lists(session));
  serve(endpoints.pull, ({ session, asked }) => records.pull(session, asked.query));
  serve(endpoints.commit, async ({ session, body, frames }) => {
    const changes = Object.keys(body.access).length > 0;
    if (changes) session.requireFresh();
    const prepared = changes ? await accounts.prepareAccess(session, body.access) : undefined;
    const escrows = await recovery.prepare(session, body.access);
    let removed: { told(): void } | undefined;
    const answer = await records.commit(session, onlyCommit(frames), (following) =>
      prepared || following.slotsChange
        ? async (db) => {
            await accounts.writeAccess(db, session, prepared);
            await recovery.follow(db, session.account, changes || following.removed.length > 0, escrows);
            if (following.removed.length === 0) return;
            removed = await accounts.removeDevices(db, session, following.removed);
            await relay.close(db, session.account, following.removed);
          }
        : undefined,
    );
    removed?.told();
    if (changes) await recovery.tell(session.account);
    return answer;
  });
}

interface Live {
  readonly records: Records;
  readonly relay: Relay;
  readonly recovery: Recovery;
  readonly events: Events;
  readonly clock: () => number;
}

/** Whoever begins to listen hears first how things stand. */
function serveEvents(serve: Serve<Session>, { records, relay, recovery, events, clock }: Live): void {
  const standing = async (session: Session) => {
    const head = await records.head(session);
    if (!head) return undefined;
    const mail = await relay.waiting(session.account);
    const asking = await recovery.standing(session.account);
    return [
      { event: 'head' as const, data: head },
      ...mail.map((data) => ({ event: 'mail' as const, data })),
      ...(asking ? [{ event: 'recovery' as const, data: asking }] : []),
    ];
  };
  serve(endpoints.events, ({ session }) =>
    answerEvents(
      events.open(session.account, session.number, () => standing(session)),
      clock(),
    ),
  );
}

/** The frame behind the header: a request carries one commit. */
function onlyCommit<T>(frames: readonly T[]): T | undefined {
  if (frames.length !== 1) throw new Refusal('malformed');
  return frames[0];
}
