import { sha256 } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { associate, fromBase64url, toId, toUtf8, u64 } from '../../src/encoding/index.ts';
import type { Caller } from '../../src/wire/index.ts';
import { FRESH_SIGN_IN, REQUEST_HEADER, REQUEST_WINDOW, endpoints } from '../../src/wire/index.ts';
import type { Asked, Door, Entered } from '../http/index.ts';
import { Refusal, RequestRates } from '../http/index.ts';
import { RequestMacs } from '../kms/index.ts';
import type { Db, SessionRow } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { ReplayGuard } from './replay.ts';

/** Who asks, once the request is proven. */
export interface Session {
  readonly number: number;
  readonly id: Id;
  readonly account: number;
  readonly accountId: Bytes;
  readonly requestKey: Bytes;
  readonly device: Bytes | null;
  /** Its name, sealed by the client. */
  readonly label: Bytes | null;
  /** The store's clock when the request came. */
  readonly now: number;
  /** Throws Refusal `signin-stale` unless somebody signed in by a way in less than five minutes ago (protocol 5, 6.3). */
  requireFresh(): void;
  /**
   * Takes the request's nonce, in the transaction of what it does. Throws Refusal `request-replayed`, and `signed-out` for
   * a session that was ended while the body was on its way.
   */
  claim(db: Db): Promise<void>;
}

/** `<time>.<nonce>.<mac>` (wire). */
const PROVEN = /^([0-9]{1,16})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;

/** How often a session's last use is written down, in milliseconds. */
const SEEN_EVERY = 60_000;

interface Proof {
  readonly time: number;
  readonly nonce: Bytes;
  readonly mac: Bytes;
}

function readProof(headers: Headers): Proof {
  const [, time, nonce, mac] = PROVEN.exec(headers.get(REQUEST_HEADER) ?? '') ?? [];
  if (time === undefined || nonce === undefined || mac === undefined) throw new Refusal('signed-out');
  return { time: Number(time), nonce: fromBase64url(nonce), mac: fromBase64url(mac) };
}

/** The door of everything that takes a session (protocol 5: token, bound to a request key by which every request is proven). */
export class SessionDoor implements Door<Session> {
  readonly #parts: Parts;
  readonly #macs: RequestMacs;
  readonly #replays: ReplayGuard;
  readonly #rates: RequestRates<number>;
  readonly #startedAt: number;
  readonly #origin: Bytes;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#macs = new RequestMacs(parts.doorKey);
    this.#startedAt = parts.clock();
    this.#replays = new ReplayGuard(REQUEST_WINDOW, this.#startedAt);
    this.#rates = new RequestRates(parts.settings.requestsPerMinute);
    this.#origin = toUtf8(parts.settings.origin);
  }

  async enter(asked: Asked, caller: Exclude<Caller, 'anyone'>): Promise<Entered<Session>> {
    const token = BEARER.exec(asked.headers.get('authorization') ?? '')?.[1];
    if (token === undefined) throw new Refusal('signed-out');
    const hashed = sha256(fromBase64url(token));
    const proof = readProof(asked.headers);
    const row = await this.#parts.database.read((db) => db.hot.session(hashed));
    if (!row || row.expires_at <= asked.now) throw new Refusal('signed-out');
    this.#checkTime(asked, proof);
    this.#rates.take(row.number, asked.now);
    return {
      name: String(row.number),
      prove: (bodyHash) => this.#prove(asked, caller, row, proof, hashed, bodyHash),
    };
  }

  #checkTime({ now, method }: Asked, { time }: Proof): void {
    const inWindow = Math.abs(time - now) <= REQUEST_WINDOW;
    const mayBeKnown = method !== 'GET' || time >= this.#startedAt;
    if (!inWindow || !mayBeKnown) throw new Refusal('request-time');
  }

  async #prove(
    asked: Asked,
    caller: Exclude<Caller, 'anyone'>,
    row: SessionRow,
    proof: Proof,
    token: Bytes,
    bodyHash: Bytes,
  ): Promise<Session> {
    const { method, path, now } = asked;
    const { time, nonce, mac } = proof;
    const message = associate('request', {
      origin: this.#origin,
      method: toUtf8(method),
      path: toUtf8(path),
      time: u64(time),
      nonce,
      body: bodyHash,
      token,
    });
    const prover = { token, requestKey: row.request_key };
    if (!(await this.#macs.isRight(prover, message, mac))) throw new Refusal('signed-out');
    if (row.removed === 1 && caller !== 'removed') throw new Refusal('device-removed');
    const session = sessionOf(row, proof, now);
    if (caller === 'fresh') session.requireFresh();
    await this.#take(asked, session, nonce);
    this.#see(row, now);
    return session;
  }

  /** A commit takes its nonce in its own transaction: it is the one request that comes often. */
  async #take({ method, path, now }: Asked, session: Session, nonce: Bytes): Promise<void> {
    if (method === 'GET') {
      if (!this.#replays.take(nonce, now)) throw new Refusal('request-replayed');
    } else if (path !== endpoints.commit.path) {
      await this.#parts.database.write((db) => session.claim(db));
    }
  }

  /** Nobody waits for it, and if it fails the next request tries again. */
  #see({ number, last_seen_at: seen }: SessionRow, now: number): void {
    if (now - seen < SEEN_EVERY) return;
    const { database, settings } = this.#parts;
    const update = { last_seen_at: now, expires_at: now + settings.sessionLife };
    database
      .write((db) => db.query.updateTable('sessions').set(update).where('number', '=', number).execute())
      .catch(() => undefined);
  }
}

function sessionOf(row: SessionRow, { time, nonce }: Proof, now: number): Session {
  return {
    number: row.number,
    id: toId(row.id),
    account: row.account,
    accountId: row.account_id,
    requestKey: row.request_key,
    device: row.device,
    label: row.label,
    now,
    requireFresh() {
      const isFresh = row.how !== 'link' && now - row.signed_in_at < FRESH_SIGN_IN;
      if (!isFresh) throw new Refusal('signin-stale');
    },
    async claim(db) {
      if (!(await db.hot.isStanding(row.number))) throw new Refusal('signed-out');
      if (!(await db.hot.claim(time, row.number, nonce))) throw new Refusal('request-replayed');
    },
  };
}
