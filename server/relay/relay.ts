import type { Bytes, Id } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import type { MailNews, PreKeyState, TokenPut } from '../../src/wire/index.ts';
import { writeContactAnswer, writeDepositAnswer, writeMailAnswer } from '../../src/wire/index.ts';
import type { Asked } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { bundlesFor } from './bundles.ts';
import type { Deposit } from './deposits.ts';
import { sweepEnvelopes, takeEnvelope } from './deposits.ts';
import { listsFor } from './lists.ts';
import { acknowledgeMail, closeMailboxes, readMail, waitingFor } from './mail.ts';
import type { Owner } from './owner.ts';
import type { Parts } from './parts.ts';
import { putPreKeys, sweepPreKeys } from './pre-keys.ts';
import type { Holding } from './tokens.ts';
import { putToken, revokeToken, sweepUses } from './tokens.ts';

type From = Holding & { readonly from: number };

/** The room's questions, each a file of its own. */
export class Relay {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async bundles({ address, now }: Asked, asked: From): Promise<Bytes> {
    this.#parts.rates.take(address, now);
    return writeContactAnswer(await bundlesFor(this.#parts, asked, asked.from, now));
  }

  async lists({ address, now }: Asked, asked: From): Promise<Bytes> {
    this.#parts.rates.take(address, now);
    return writeContactAnswer(await listsFor(this.#parts, asked, asked.from));
  }

  async deposit({ address, now }: Asked, deposit: Deposit, envelope: Bytes | undefined): Promise<Bytes> {
    this.#parts.rates.take(address, now);
    return writeDepositAnswer(await takeEnvelope(this.#parts, deposit, envelope, now));
  }

  async mail(owner: Owner, query: URLSearchParams): Promise<Bytes> {
    return writeMailAnswer(await readMail(this.#parts, owner, query));
  }

  acknowledge(owner: Owner, { device, ids }: { readonly device: Id; readonly ids: readonly Id[] }): Promise<void> {
    return acknowledgeMail(this.#parts, owner, device, ids);
  }

  async putPreKeys(owner: Owner, upload: Parameters<typeof putPreKeys>[2]): Promise<PreKeyState> {
    this.#parts.uploads.take(owner.account, owner.now);
    return putPreKeys(this.#parts, owner, upload);
  }

  putToken(owner: Owner, put: TokenPut): Promise<void> {
    return putToken(this.#parts, owner, put);
  }

  revokeToken(owner: Owner, { token, abused }: { readonly token: Id; readonly abused: boolean }): Promise<void> {
    return revokeToken(this.#parts, owner, token, abused);
  }

  /** What waits, for whoever begins to listen. */
  waiting(account: number): Promise<MailNews[]> {
    return waitingFor(this.#parts, account);
  }

  /** In the transaction in which devices leave an account. */
  close(db: Db, account: number, devices: readonly Id[]): Promise<void> {
    return closeMailboxes(db, account, devices.map(fromId));
  }

  /**
   * Forgets what is over: envelopes that nobody fetched, uses of invitations, keys handed out long ago. Also what has arrived is in no
   * file afterwards.
   */
  async sweep(now: number): Promise<void> {
    await this.#parts.database.write(
      async (db) => {
        await sweepEnvelopes(db, now);
        await sweepUses(db, now);
        await sweepPreKeys(db, now);
      },
      { forgets: true },
    );
  }
}
