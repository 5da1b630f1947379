import type { Bytes, Id } from '../../src/encoding/index.ts';
import { fromId, toBase64url, toId } from '../../src/encoding/index.ts';
import type {
  Access,
  AccessView,
  ActivityEntry,
  SecondFactor,
  SecondFactorChange,
  SessionView,
  SignedIn,
} from '../../src/wire/index.ts';
import { REQUEST_WINDOW } from '../../src/wire/index.ts';
import type { Asked } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { sweepBuckets } from '../database/index.ts';
import type { PreparedAccess } from './access.ts';
import { prepareAccess } from './access.ts';
import { listActivity, noteDeeds, noteTally, sweepDeeds } from './activity.ts';
import { attempt, countAttempts } from './attempts.ts';
import { bindSession } from './bind.ts';
import { deleteAccount } from './deletion.ts';
import type { Session } from './door.ts';
import { SessionDoor } from './door.ts';
import type { Granted } from './grant.ts';
import { checkGrant, enterGranted } from './grant.ts';
import { registrationResponse } from './opaque.ts';
import type { Parts } from './parts.ts';
import { finishPassword, startPassword } from './password.ts';
import { checkForRecovery, factorsOf, finishSecond, tryBackup } from './second.ts';
import { labelSession, leaveSessions, listSessions, removeSessions, revokeSessions } from './sessions.ts';
import { requirePassword, writeAccess } from './settle.ts';
import { signinByKey, signinByPasskey, startSignin } from './signin.ts';
import type { FirstCommit, SentSignup } from './signup.ts';
import { admitSignup, finishSignup, startSignup } from './signup.ts';
import { issueTicket } from './tickets.ts';
import type { Ticket } from './tickets.ts';
import { viewAccess } from './view.ts';

const byOf = ({ id, requestKey, label }: Session) => ({ id: fromId(id), requestKey, label });

type Body<F extends (parts: Parts, ...rest: never[]) => unknown> = Parameters<F>[1];

/** The room's questions, each a file of its own. */
export class Accounts {
  readonly #parts: Parts;
  readonly door: SessionDoor;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.door = new SessionDoor(parts);
  }

  startSignup(asked: Asked, body: Parameters<typeof startSignup>[2]): ReturnType<typeof startSignup> {
    return startSignup(this.#parts, asked, body);
  }

  admitSignup(ticket: string | null): Promise<Ticket<'signup'>> {
    return admitSignup(this.#parts, ticket);
  }

  signup(ticket: Ticket<'signup'>, sent: SentSignup, first: FirstCommit): Promise<SignedIn> {
    return finishSignup(this.#parts, ticket, sent, first);
  }

  startSignin(asked: Asked): Promise<{ ticket: string; nonce: string }> {
    return startSignin(this.#parts, asked);
  }

  signinByPasskey(body: Body<typeof signinByPasskey>): Promise<SignedIn> {
    return signinByPasskey(this.#parts, body);
  }

  signinByKey(body: Body<typeof signinByKey>): Promise<SignedIn> {
    return signinByKey(this.#parts, body);
  }

  startPassword(asked: Asked, body: Parameters<typeof startPassword>[2]): ReturnType<typeof startPassword> {
    return startPassword(this.#parts, asked, body);
  }

  finishPassword(body: Body<typeof finishPassword>): ReturnType<typeof finishPassword> {
    return finishPassword(this.#parts, body);
  }

  finishSecond(body: Body<typeof finishSecond>): Promise<SignedIn> {
    return finishSecond(this.#parts, body);
  }

  /** A new browser shows a code. Throws Refusal `too-many-attempts`. */
  countLink({ address }: Asked): Promise<void> {
    return countAttempts(this.#parts, [attempt(this.#parts, 'address', address)]);
  }

  /** A session answers one. Throws Refusal `too-many-attempts`. */
  countLinkAnswer({ accountId }: Session): Promise<void> {
    return countAttempts(this.#parts, [attempt(this.#parts, 'link', accountId)]);
  }

  checkGrant(session: Session, grant: Parameters<typeof checkGrant>[2]): Promise<Granted> {
    return checkGrant(this.#parts, session, grant);
  }

  enterGranted(granted: Granted): Promise<SignedIn> {
    return enterGranted(this.#parts, granted);
  }

  sessions(session: Session): Promise<{ sessions: SessionView[] }> {
    return listSessions(this.#parts, session);
  }

  labelSession(session: Session, id: string, label: string | null): Promise<void> {
    return labelSession(this.#parts, session, id, label);
  }

  async revokeSessions(session: Session, which: Parameters<typeof revokeSessions>[2]): Promise<{ revoked: number }> {
    return { revoked: await revokeSessions(this.#parts, session, which) };
  }

  async signout(session: Session): Promise<void> {
    await revokeSessions(this.#parts, session, { session: session.id });
  }

  access(session: Session): Promise<AccessView> {
    return viewAccess(this.#parts, session);
  }

  /** The answer to an OPAQUE registration for an account that is there: only its owner may ask. */
  registerPassword({ accountId }: Session, request: string): { response: string } {
    return { response: registrationResponse(this.#parts.secrets.opaque, toId(accountId), request) };
  }

  async challenge({ number }: Session): Promise<{ ticket: string; nonce: string }> {
    const { ticket, nonce } = await issueTicket(this.#parts, 'securityKey', { session: number });
    return { ticket, nonce: toBase64url(nonce) };
  }

  /** A look-up tells whether somebody has an address: whoever changes theirs may ask only so often. */
  async prepareAccess({ accountId, number, requestKey }: Session, access: Access): Promise<PreparedAccess> {
    if (access.lookup !== undefined) await countAttempts(this.#parts, [attempt(this.#parts, 'lookup', accountId)]);
    return prepareAccess(this.#parts, { accountId, session: { number, requestKey } }, access);
  }

  /** What a commit brings of access, or changes by bringing slots, in its transaction. Throws Refusal. */
  async writeAccess(db: Db, session: Session, access: PreparedAccess | undefined): Promise<void> {
    const gone = await writeAccess(db, session.account, access);
    const removed = Array.from({ length: gone }, () => ({ what: 'way-removed' }));
    await noteDeeds(db, session.account, [...(access?.deeds ?? []), ...removed], session.now, byOf(session));
  }

  /**
   * In the transaction of a commit that removes devices: their sessions end, and once that is written (`told`), their live
   * connections.
   */
  async removeDevices(db: Db, session: Session, devices: readonly Id[]): Promise<{ told(): void }> {
    const gone = await removeSessions(db, session, devices.map(fromId));
    return { told: () => this.#parts.ended(session.account, gone) };
  }

  /** In the transaction in which a device's note is taken: it leaves, and all its sessions end. */
  async leave(db: Db, session: Session, device: Bytes): Promise<{ told(): void }> {
    const gone = await leaveSessions(db, session, device);
    return { told: () => this.#parts.ended(session.account, gone) };
  }

  async changeSecondFactors(session: Session, change: SecondFactorChange): Promise<void> {
    const prepared = await this.prepareAccess(session, change);
    const { database } = this.#parts;
    await database.write(
      async (db) => {
        await requirePassword(db, session.account);
        await this.writeAccess(db, session, prepared);
      },
      { forgets: true },
    );
  }

  tryCode(session: Session, { code }: { readonly code: string }): Promise<void> {
    return tryBackup(this.#parts, session, code);
  }

  activity(session: Session): Promise<{ entries: ActivityEntry[] }> {
    return listActivity(this.#parts, session);
  }

  /** For a recovery that asks for one of the account's own. */
  readonly factors = {
    of: factorsOf,
    check: (account: number, factor: SecondFactor, binding: Bytes) =>
      checkForRecovery(this.#parts, account, factor, binding),
  };

  /** What another room did to an account, in its transaction. */
  note(db: Db, account: number, what: string, now: number): Promise<void> {
    return noteDeeds(db, account, [{ what }], now);
  }

  bind(session: Session, said: Parameters<typeof bindSession>[2]): Promise<void> {
    return bindSession(this.#parts, session, said);
  }

  delete(session: Session, body: Parameters<typeof deleteAccount>[2]): Promise<void> {
    return deleteAccount(this.#parts, session, body);
  }

  /** Forgets what no longer matters: expired sessions and tickets, nonces out of the window, drained buckets. */
  async sweep(): Promise<void> {
    const { database, clock, ended, failed } = this.#parts;
    const now = clock();
    const tallies = failed.take();
    const expired = await database.write(async (db) => {
      const gone = db.query.deleteFrom('sessions').where('expires_at', '<=', now).returning(['account', 'number']);
      const sessions = await gone.execute();
      await db.query.deleteFrom('tickets').where('expires_at', '<=', now).execute();
      await db.query
        .deleteFrom('nonces')
        .where('time', '<', now - 2 * REQUEST_WINDOW)
        .execute();
      await sweepBuckets(db, now);
      for (const tally of tallies) await noteTally(db, tally);
      await sweepDeeds(db, now);
      return sessions;
    });
    for (const { account, number } of expired) ended(account, [number]);
  }
}
