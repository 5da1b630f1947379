import { wipe } from '../../crypto/index.ts';
import type { ExportedVault, Keeper } from '../../vault/index.ts';
import type { Context } from '../context/index.ts';
import { NoSuchWayError, NoTicketError, Passing, readWithheld, WrongSecretError } from '../context/index.ts';
import { secretOf } from './proof.ts';
import type { Proof } from './proof.ts';

/** How long what a proof has opened lies in memory, in milliseconds: until a person has chosen a password for the file. */
const LASTS = 5 * 60_000;

interface UnsentParts extends Pick<Context, 'local' | 'clock' | 'session'> {
  readonly keeper: Keeper;
}

/** What a removed browser never sent: opened by a way in of before, and by nothing else, as long as it is kept (protocol 6.2). */
export class Unsent {
  readonly #parts: UnsentParts;
  readonly #opened: Passing<ExportedVault>;

  constructor(parts: UnsentParts) {
    this.#parts = parts;
    this.#opened = new Passing(parts, LASTS);
  }

  /** Whether a proof opens this and no vault. */
  async isKept(): Promise<boolean> {
    return (await readWithheld(this.#parts.local)) !== undefined;
  }

  /** Throws WrongSecretError, NoSuchWayError. */
  async prove(proof: Proof): Promise<void> {
    const { keeper } = this.#parts;
    const ways = (await keeper.ways()).filter(({ kind }) => kind === proof.kind);
    if (ways.length === 0) throw new NoSuchWayError();
    for (const way of ways) {
      const secret = await secretOf(proof, way);
      const opened = secret && (await keeper.unsent(way.id, secret).finally(() => wipe(secret)));
      if (!opened) continue;
      this.#opened.keep(opened);
      return;
    }
    throw new WrongSecretError(`wrong-${proof.kind}`);
  }

  /** Rejects with NoTicketError where nobody has proven a way in, or it was too long ago. */
  contents(): Promise<ExportedVault> {
    const opened = this.#opened.get();
    return opened ? Promise.resolve(opened) : Promise.reject(new NoTicketError());
  }
}
