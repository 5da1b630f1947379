import type { Id } from '../../encoding/index.ts';
import { again, newTurns } from '../../flow/index.ts';
import type { ImportState, LeftOutReport, LikeRow } from '../../rpc/index.ts';
import type { Found } from '../../transfer/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { ImportGoneError, ImportRunningError } from './errors.ts';
import type { Choices, ShelfPart, Waiting, Written } from './journal.ts';
import { plan, renewed, takeBack, waitingItem, writtenOf } from './journal.ts';
import { Known } from './known.ts';
import { differences } from './merged.ts';
import type { ImportParts } from './import-parts.ts';
import { Shelf } from './shelf.ts';
import type { Standing } from './standing.ts';
import { begun } from './standing.ts';
import type { Weights } from './weight.ts';
import { weigh } from './weight.ts';

/** How often a part is tried again when somebody else wrote meanwhile. */
const TRIES = 8;
/** How long what was staged waits for a press. */
const DAY = 24 * 60 * 60_000;

interface Lying {
  readonly shelf: Shelf;
  readonly standing: Standing;
}

/**
 * The one import of this browser. Its items are staged part by part, sealed, and nothing counts; once a person says so, each
 * part becomes one commit. Where the browser stops, it goes on at the first part that isn't written, with the next unlock.
 */
export class Import {
  readonly #parts: ImportParts;
  readonly #turns = newTurns();
  /** Of the import that is being staged. */
  #known: { readonly of: Id; readonly known: Known; readonly taken: Set<Id> } | undefined;
  #stopping = false;
  #running: Promise<void> | undefined;

  constructor(parts: ImportParts) {
    this.#parts = parts;
    parts.session.onLock((what) => {
      if (what !== 'full') return;
      this.#known = undefined;
      // Its page is gone, too. What can't be removed now goes after a day.
      void this.#turns.take(() => Shelf.clearStaged(parts.local)).catch(() => undefined);
    });
  }

  /** Begins a new one, which takes the place of one that is over. Throws ImportRunningError. */
  async begin(name: string, report: LeftOutReport): Promise<Id> {
    const vault = await this.#parts.session.vault();
    return this.#turns.take(async () => {
      const before = (await this.#lying(vault))?.standing.at;
      if (before === 'running' || before === 'undoing') throw new ImportRunningError();
      const shelf = await Shelf.begin(this.#parts.local, vault);
      await shelf.write('report', report);
      await shelf.write('state', { ...begun, name, begunAt: this.#parts.clock() } satisfies Standing);
      this.#known = { of: shelf.id, known: new Known(this.#parts.kinds, vault), taken: new Set() };
      return shelf.id;
    });
  }

  /** Puts some items on the shelf, and says which of them are here already. Throws ImportGoneError. */
  async stage(id: Id, items: readonly Found[]): Promise<{ readonly same: number; readonly like: readonly LikeRow[] }> {
    const vault = await this.#parts.session.vault();
    return this.#turns.take(async () => {
      const { shelf, standing } = await this.#find(vault, id);
      if (standing.at !== 'staged' || this.#known?.of !== id) throw new ImportGoneError();
      const { known, taken } = this.#known;
      const waiting: Waiting[] = [];
      const like: LikeRow[] = [];
      for (const found of items) {
        const stands = await known.standing(found.item);
        if (stands.as === 'same') continue;
        if (stands.as === 'new' || taken.has(stands.id)) {
          waiting.push(waitingItem(found));
          continue;
        }
        // Two of one file never merge into the same item: undo could not tell them apart.
        taken.add(stands.id);
        const one = waitingItem(found, stands.id);
        waiting.push(one);
        like.push({ id: one.id, title: stands.item.title, ...differences(this.#parts.kinds, stands.item, found) });
      }
      await shelf.write(standing.parts, { waiting } satisfies ShelfPart);
      const total = standing.total + waiting.length;
      const weights = weigh(standing.weights, waiting);
      const same = items.length - waiting.length;
      const next = { ...standing, parts: standing.parts + 1, total, weights, same: standing.same + same };
      await shelf.write('state', next satisfies Standing);
      return { same, like };
    });
  }

  /** What was staged, in numbers. Throws ImportGoneError. */
  async weights(id: Id): Promise<Weights> {
    return (await this.#find(await this.#parts.session.vault(), id)).standing.weights;
  }

  /** Everything that was staged comes. Throws ImportGoneError. */
  async run(id: Id, choices: Choices): Promise<void> {
    const vault = await this.#parts.session.vault();
    await this.#turns.take(async () => {
      const { shelf, standing } = await this.#find(vault, id);
      if (standing.at === 'staged') await shelf.keep();
      if (standing.at === 'staged')
        await shelf.write('state', { ...standing, choices, at: 'running' } satisfies Standing);
      else if (standing.at === 'stopped') await shelf.write('state', { ...standing, at: 'running' } satisfies Standing);
    });
    this.#known = undefined;
    this.resume();
  }

  /** After an unlock, or a start with an open vault: what was staged long ago goes, one that was begun goes on. */
  opened(): void {
    void this.#turns
      .take(async () => {
        const vault = await this.#parts.session.open();
        const standing = vault && (await this.#lying(vault))?.standing;
        if (standing?.at === 'staged' && standing.begunAt < this.#parts.clock() - DAY)
          await Shelf.clear(this.#parts.local);
      })
      // Locked again: the next unlock tries it.
      .catch(() => undefined)
      .then(() => this.resume());
  }

  /** Goes on with one that the browser's end, or a lock, interrupted. */
  resume(): void {
    if (this.#running) return;
    this.#running = this.#go()
      // A lock came in between: the next unlock goes on. Whatever else went wrong lies on the shelf, for `state`.
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
  }

  async state(): Promise<ImportState> {
    const vault = await this.#parts.session.vault();
    const lies = await this.#lying(vault);
    if (!lies || lies.standing.at === 'staged') return { at: 'none' };
    const { at, name, total, done, merged, same, code } = lies.standing;
    const why = at === 'stopped' && code !== undefined ? { code } : {};
    return { at, id: lies.shelf.id, name, total, done, merged, same, ...why };
  }

  /** What of its file was left out. Throws ImportGoneError. */
  async report(id: Id): Promise<LeftOutReport> {
    const { shelf } = await this.#find(await this.#parts.session.vault(), id);
    return (await shelf.read('report')) as LeftOutReport;
  }

  /** Takes back what came, as far as nobody changed it since; stops it first. Throws ImportGoneError. */
  async undo(id: Id): Promise<{ readonly taken: number; readonly kept: number }> {
    const vault = await this.#parts.session.vault();
    this.#stopping = true;
    await this.#running;
    this.#stopping = false;
    const { shelf, standing } = await this.#find(vault, id);
    await shelf.write('state', { ...standing, at: 'undoing' } satisfies Standing);
    return this.#undoing(vault);
  }

  /** Nobody wants to take it back any more, or to have what was staged. */
  async dismiss(id: Id): Promise<void> {
    const vault = await this.#parts.session.vault();
    await this.#turns.take(async () => {
      const { standing } = await this.#find(vault, id);
      if (standing.at === 'running' || standing.at === 'undoing') throw new ImportRunningError();
      await Shelf.clear(this.#parts.local);
    });
    this.#parts.tell({ type: 'transfer' });
  }

  async #go(): Promise<void> {
    // No use of the vault: work that no person does puts no lock off.
    const vault = await this.#parts.session.open();
    const standing = vault && (await this.#lying(vault))?.standing;
    if (!vault || (standing?.at !== 'running' && standing?.at !== 'undoing')) return;
    const awake = new AbortController();
    this.#parts.stayAwake(awake.signal);
    try {
      if (standing.at === 'undoing') await this.#undoing(vault);
      else while (!this.#stopping && (await this.#step(vault)));
    } finally {
      awake.abort();
    }
  }

  /** Writes the next part. False: there is none, or it can't be written. */
  #step(vault: OpenVault): Promise<boolean> {
    return this.#turns.take(async () => {
      const lies = await this.#lying(vault);
      if (lies?.standing.at !== 'running') return false;
      const { shelf, standing } = lies;
      const next = await this.#written(vault, shelf, standing).catch((error: unknown): Standing => {
        // Locked in the middle: it goes on with the next unlock.
        if (codeOf(error) === 'vault-closed') throw error;
        return { ...standing, at: 'stopped', code: codeOf(error) };
      });
      await shelf.write('state', next);
      this.#parts.tell({ type: 'items' });
      this.#parts.tell({ type: 'transfer' });
      return next.at === 'running';
    });
  }

  async #written(vault: OpenVault, shelf: Shelf, standing: Standing): Promise<Standing> {
    if (standing.next >= standing.parts) return { ...standing, at: 'done' };
    const written = await again(
      TRIES,
      (error) => codeOf(error) === 'stale-write',
      () => this.#writePart(vault, shelf, standing),
    );
    const next = standing.next + 1;
    const merged = written.filter(({ before }) => before !== undefined).length;
    const at = next >= standing.parts ? 'done' : 'running';
    return { ...standing, at, next, done: standing.done + written.length, merged: standing.merged + merged };
  }

  /** The part that comes next, however far it was when somebody stopped us. */
  async #writePart(vault: OpenVault, shelf: Shelf, { next, choices }: Standing): Promise<readonly Written[]> {
    const part = (await shelf.read(next)) as ShelfPart | null;
    if (part === null) return [];
    if ('written' in part) return part.written;
    const first = 'planned' in part ? part.planned : await plan(this.#parts, vault, part.waiting, choices);
    const { planned, puts } = await renewed(this.#parts, vault, first);
    // Before the commit: whoever comes after the browser stopped must know what it did.
    await shelf.write(next, { planned } satisfies ShelfPart);
    await vault.records.write({ put: puts });
    const written = writtenOf(planned);
    await shelf.write(next, { written } satisfies ShelfPart);
    return written;
  }

  /** From the last part to the first, each in one commit. */
  async #undoing(vault: OpenVault): Promise<{ readonly taken: number; readonly kept: number }> {
    return this.#turns.take(async () => {
      const counts = { taken: 0, kept: 0 };
      const lies = await this.#lying(vault);
      if (!lies) return counts;
      const { shelf, standing } = lies;
      for (let part = Math.min(standing.next, standing.parts - 1); part >= 0; part--) {
        const written = (await shelf.read(part)) as ShelfPart | null;
        if (written === null || 'waiting' in written) continue;
        const back = await again(
          TRIES,
          (error) => codeOf(error) === 'stale-write',
          () => takeBack(vault, written),
        );
        counts.taken += back.taken;
        counts.kept += back.kept;
        await shelf.write(part, { written: [] } satisfies ShelfPart);
        this.#parts.tell({ type: 'items' });
      }
      await Shelf.clear(this.#parts.local);
      this.#parts.tell({ type: 'transfer' });
      return counts;
    });
  }

  /** The import that lies on the shelf. */
  async #lying(vault: OpenVault): Promise<Lying | undefined> {
    const shelf = await Shelf.find(this.#parts.local, vault);
    const standing = (await shelf?.read('state')) as Standing | null | undefined;
    return shelf && standing ? { shelf, standing } : undefined;
  }

  async #find(vault: OpenVault, id: Id): Promise<Lying> {
    const lies = await this.#lying(vault);
    if (lies?.shelf.id !== id) throw new ImportGoneError();
    return lies;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
}
