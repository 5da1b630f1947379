import { verify } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toId } from '../../src/encoding/index.ts';
import type { LeaveNote } from '../../src/wire/index.ts';
import type { Database, Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';

/** Whose account it is. */
interface Member {
  readonly account: number;
  readonly accountId: Bytes;
}

/**
 * Notes of devices that leave by their own word (protocol 6.2). From then on nothing that they sign counts here; the version of
 * the list without them is another device's to make, and takes the note with it.
 */
export class Leaves {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes a note that the device itself signed, whoever's session brings it. `alongside` ends what else there is of the device,
   * in the same transaction. Throws Refusal `author-refused`.
   */
  async take(
    { account, accountId }: Member,
    note: LeaveNote,
    alongside: (db: Db, device: Bytes) => Promise<void>,
  ): Promise<void> {
    const [device, head] = [fromId(note.device), fromBase64url(note.head)];
    const signature = fromBase64url(note.signature);
    const key = await this.#database.read((db) => db.hot.author(account, device));
    const message = associate('device/leave', { account: accountId, device, head });
    if (!key || !(await verify(key, message, signature))) throw new Refusal('author-refused');
    await this.#database.write(
      async (db) => {
        // It may have been taken out since.
        if (!(await db.hot.author(account, device))) throw new Refusal('author-refused');
        await db.query
          .insertInto('leaves')
          .values({ account, device, head, signature })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await alongside(db, device);
      },
      { forgets: true },
    );
  }

  async list({ account }: Pick<Member, 'account'>): Promise<{ left: LeaveNote[] }> {
    const rows = await this.#database.read(({ query }) =>
      query.selectFrom('leaves').selectAll().where('account', '=', account).execute(),
    );
    const left = rows.map(({ device, head, signature }) => ({
      device: toId(device),
      head: toBase64url(head),
      signature: toBase64url(signature),
    }));
    return { left };
  }
}
