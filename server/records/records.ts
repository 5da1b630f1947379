import type { Bytes, Id } from '../../src/encoding/index.ts';
import { writeFrames } from '../../src/encoding/index.ts';
import type { HeadAnswer } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Alongside, Following } from './commit.ts';
import { headOf, takeCommit } from './commit.ts';
import type { FirstCommit } from './first.ts';
import { prepareFirst } from './first.ts';
import type { Committer, Parts } from './parts.ts';
import { pull } from './pull.ts';
import { readVault } from './state.ts';

/** The room's questions, each a file of its own. */
export class Records {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  prepareFirst(account: Id, source: Bytes | undefined): Promise<FirstCommit> {
    return prepareFirst(this.#parts, account, source);
  }

  commit(
    committer: Committer,
    source: Bytes | undefined,
    brings: (following: Following) => Alongside | undefined,
  ): Promise<HeadAnswer> {
    return takeCommit(this.#parts, committer, source, brings);
  }

  vault({ account, accountId }: Committer): Promise<Bytes> {
    return readVault(this.#parts, account, accountId);
  }

  /** Every version of the device list, as frames, oldest first. */
  async lists({ account }: Pick<Committer, 'account'>): Promise<Bytes> {
    return this.#parts.database.read(async ({ hot }) => {
      const vault = await hot.vault(account);
      if (!vault) throw new Refusal('signed-out');
      return writeFrames(await hot.lists(account, 0, vault.sequence));
    });
  }

  pull({ account, accountId }: Committer, query: URLSearchParams): Promise<readonly Bytes[]> {
    return pull(this.#parts, { account, accountId, since: query.get('since'), cursor: query.get('cursor') });
  }

  /** Where the vault is; undefined: there is no such session, or no such vault, any more. */
  async head({ account, number }: Pick<Committer, 'account' | 'number'>): Promise<HeadAnswer | undefined> {
    const vault = await this.#parts.database.read(async ({ hot }) =>
      (await hot.isStanding(number)) ? hot.vault(account) : undefined,
    );
    return vault && headOf(vault);
  }
}
