import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Context } from '../context/index.ts';
import type { OpenVault, Put } from '../../vault/index.ts';
import { DuplicatesChangedError, UndoOverError } from './errors.ts';
import { write } from './merging.ts';
import type { WrittenMerge } from './merging.ts';

/** A page offers it for ten seconds, and longer while somebody is at it. */
const KEPT_FOR = 60_000;
/** Groups that share one commit. */
const AT_ONCE = 100;

/** The last merge, as long as it can be taken back. What an item said before lies in memory meanwhile: briefly, and never past a lock. */
export class LastMerge {
  readonly #clock: () => number;
  #last: { readonly id: Id; readonly until: number; readonly merges: readonly WrittenMerge[] } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Pick<Context['session'], 'onLock'>, clock: () => number) {
    this.#clock = clock;
    session.onLock(() => this.#forget());
  }

  keep(merges: readonly WrittenMerge[]): Id {
    this.#forget();
    const id = newId();
    this.#last = { id, until: this.#clock() + KEPT_FOR, merges };
    this.#timer = setTimeout(() => this.#forget(), KEPT_FOR);
    return id;
  }

  /**
   * Puts everything back as it was. Throws UndoOverError; and DuplicatesChangedError where an item was changed since: that group
   * is left as it is.
   */
  async takeBack(vault: OpenVault, id: Id): Promise<void> {
    const last = this.#last;
    if (last?.id !== id || this.#clock() > last.until) throw new UndoOverError();
    this.#forget();
    let isChanged = false;
    for (let at = 0; at < last.merges.length; at += AT_ONCE) {
      const puts = await Promise.all(last.merges.slice(at, at + AT_ONCE).map((one) => undone(vault, one)));
      isChanged ||= puts.includes(undefined);
      await write(
        vault,
        puts.flatMap((each) => each ?? []),
      );
    }
    if (isChanged) throw new DuplicatesChangedError();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#last = undefined;
  }
}

/** Undefined where one of them isn't as the merge left it. */
async function undone(vault: OpenVault, { kept, trashed }: WrittenMerge): Promise<Put[] | undefined> {
  const { id, domain, before, revision } = kept;
  const stored = new Map(
    (await vault.records.readMany([kept, ...trashed].map((one) => one.id))).map((one) => [one.id, one]),
  );
  if (stored.get(id)?.revision !== revision) return undefined;
  const puts: Put[] = [{ id, domain, body: before, base: revision }];
  for (const one of trashed) {
    const other = stored.get(one.id);
    if (other?.revision !== one.revision) return undefined;
    const body = Object.entries(other.body as object).filter(([name]) => name !== 'trashedAt');
    puts.push({ id: other.id, domain: other.domain, body: Object.fromEntries(body), base: other.revision });
  }
  return puts;
}
