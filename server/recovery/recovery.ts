import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import type {
  EscrowPut,
  OrganisationPut,
  RecoveriesAnswer,
  RecoveryNews,
  RecoveryState,
  TrusteesPut,
} from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import type { Asked } from '../http/index.ts';
import { takeCode } from './code.ts';
import type { PreparedEscrow } from './escrow.ts';
import { dropEscrows, endRecoveries, prepareEscrow, prepareOrganisation, prepareTrustees } from './escrow.ts';
import { drill, evaluate } from './evaluate.ts';
import { openRecovery } from './open.ts';
import { hand, meet, meetingOf } from './meeting.ts';
import { newsOf, recoveriesOf } from './owner.ts';
import type { Parts } from './parts.ts';
import { proveAddress, proveNumber, tryNumber } from './proofs.ts';
import { sendText, takeSecond } from './second.ts';
import { OPEN_LASTS, YEAR } from './times.ts';
import { accountBy, admit } from './signin.ts';
import type { ProvenByAsker } from './state.ts';
import { askerOf, tellState } from './state.ts';
import { cancel, stopByLink, vetoByDevice } from './stop.ts';

interface Owner {
  readonly account: number;
  readonly accountId: Bytes;
  readonly now: number;
}

/** Ways back that a commit may bring. */
interface BackPuts {
  readonly escrow?: EscrowPut | undefined;
  readonly trustees?: TrusteesPut | undefined;
  readonly organisation?: OrganisationPut | undefined;
}

/** The room's questions, each a file of its own. */
export class Recovery {
  readonly #parts: Parts;
  /** What signs in by an escrow's key, and only inside an open recovery. */
  readonly signin = { accountBy, admit };

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  proveAddress(owner: Owner, body: Parameters<typeof proveAddress>[2]): Promise<{ ticket: string }> {
    return proveAddress(this.#parts, owner, body);
  }

  proveNumber(owner: Owner, body: Parameters<typeof proveNumber>[2]): Promise<{ ticket: string }> {
    return proveNumber(this.#parts, owner, body);
  }

  tryNumber(owner: Owner, body: Parameters<typeof tryNumber>[2]): Promise<void> {
    return tryNumber(this.#parts, owner, body);
  }

  /** What a commit brings of them, to be written in its transaction. */
  async prepare(owner: Owner, { escrow, trustees, organisation }: BackPuts): Promise<readonly PreparedEscrow[]> {
    return [
      ...(escrow ? [await prepareEscrow(this.#parts, owner, escrow)] : []),
      ...(trustees ? [await prepareTrustees(this.#parts, owner, trustees)] : []),
      ...(organisation ? [await prepareOrganisation(this.#parts, owner, organisation)] : []),
    ];
  }

  /**
   * In the transaction of a commit that brings slots. `access`: it changes what signs in or who is a device, so whoever made it has a way
   * in, and what was open is over.
   */
  async follow(db: Db, account: number, access: boolean, escrows: readonly PreparedEscrow[]): Promise<void> {
    await dropEscrows(db, account);
    if (access) await endRecoveries(db, account);
    for (const escrow of escrows) await escrow.write(db);
  }

  open(asked: Asked, body: Parameters<typeof openRecovery>[2]): ReturnType<typeof openRecovery> {
    return openRecovery(this.#parts, asked, body);
  }

  code(asked: Asked, body: Parameters<typeof takeCode>[2]): Promise<RecoveryState> {
    return takeCode(this.#parts, asked, body);
  }

  sms(asked: Asked, body: Parameters<typeof sendText>[2]): Promise<void> {
    return sendText(this.#parts, asked, body);
  }

  second(asked: Asked, body: Parameters<typeof takeSecond>[2]): Promise<RecoveryState> {
    return takeSecond(this.#parts, asked, body);
  }

  /** A recovery that nobody knows is told as one whose code is awaited: so an address without an escrow looks like one with. */
  async look(asked: Asked, body: ProvenByAsker): Promise<RecoveryState> {
    const row = await askerOf(this.#parts, asked, body, 'look', bytes(0));
    return row ? tellState(this.#parts, row, asked.now) : { state: 'asked' };
  }

  evaluate(asked: Asked, body: Parameters<typeof evaluate>[2]): ReturnType<typeof evaluate> {
    return evaluate(this.#parts, asked, body);
  }

  meet(asked: Asked, body: Parameters<typeof meet>[2]): ReturnType<typeof meet> {
    return meet(this.#parts, asked, body);
  }

  meeting(asked: Asked, { meeting }: { readonly meeting: string }): ReturnType<typeof meetingOf> {
    return meetingOf(this.#parts, asked, meeting);
  }

  hand(asked: Asked, body: Parameters<typeof hand>[2]): Promise<void> {
    return hand(this.#parts, asked, body);
  }

  cancel(asked: Asked, body: ProvenByAsker): Promise<void> {
    return cancel(this.#parts, asked, body);
  }

  recoveries({ account, now }: Owner): Promise<RecoveriesAnswer> {
    return this.#parts.database.read((db) => recoveriesOf(db, account, now));
  }

  organisation(): { key: string | null } {
    const { organisationKey } = this.#parts.settings;
    return { key: organisationKey === '' ? null : organisationKey };
  }

  veto(owner: Owner, body: Parameters<typeof vetoByDevice>[2]): Promise<void> {
    return vetoByDevice(this.#parts, owner, body);
  }

  drill(owner: Owner, body: Parameters<typeof drill>[2]): ReturnType<typeof drill> {
    return drill(this.#parts, owner, body);
  }

  stop(asked: Asked, token: string): Promise<boolean> {
    return stopByLink(this.#parts, asked, token);
  }

  /** Tells signed-in devices how things stand, after a commit that may have ended something. */
  async tell(account: number): Promise<void> {
    const { database, clock, told } = this.#parts;
    told(account, await database.read((db) => newsOf(db, account, clock())));
  }

  /** What there is to tell whoever begins to listen; undefined: nothing. */
  async standing(account: number): Promise<RecoveryNews | undefined> {
    const news = await this.#parts.database.read((db) => newsOf(db, account, this.#parts.clock()));
    return news.open > 0 || news.restsUntil !== undefined ? news : undefined;
  }

  /** Forgets recoveries that have long been over, and evaluations that count no more. */
  async sweep(now: number): Promise<void> {
    await this.#parts.database.write(
      async ({ query }) => {
        await query
          .deleteFrom('recoveries')
          .where((row) =>
            row.or([
              row.and([row('passed_at', 'is', null), row('code_until', '<', now - OPEN_LASTS)]),
              row('until', '<', now - OPEN_LASTS),
            ]),
          )
          .execute();
        await query
          .deleteFrom('evaluations')
          .where('at', '<', now - YEAR)
          .execute();
      },
      { forgets: true },
    );
  }
}
