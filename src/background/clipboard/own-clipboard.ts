import { newTurns } from '../../flow/index.ts';
import type { Clipboard } from '../../platform/index.ts';
import type { Copied } from '../../rpc/index.ts';
import type { Context } from '../context/index.ts';
import { isMarked, markOf, readMark } from './copied.ts';
import type { CopiedMark } from './copied.ts';
import { readCopySettings } from './settings.ts';

export interface OwnClipboardParts extends Pick<Context, 'clock' | 'local' | 'memory' | 'tell'> {
  readonly clipboard: Clipboard;
  readonly mayRead: () => Promise<boolean>;
  /** Has `woken` called then, also when this background is dead by then. */
  readonly wakeAt: (when: number) => Promise<void>;
}

const markKey = 'copied';
const second = 1_000;
/** Longer than any time that can be chosen: a clock that was set back does not keep a secret on the clipboard. */
const longest = 10 * 60 * second;

/** Copies, and clears what it copied after a while; also when every page is closed, or the background died meanwhile. */
export class OwnClipboard {
  readonly #parts: OwnClipboardParts;
  readonly #turns = newTurns();

  constructor(parts: OwnClipboardParts) {
    this.#parts = parts;
  }

  /** `lasts`: nothing secret, and stays until somebody copies something else. Throws ClipboardError: nothing was copied. */
  copy(text: string, lasts = false): Promise<Copied> {
    const { clock, local, memory, clipboard, wakeAt, tell } = this.#parts;
    return this.#turns.take(async () => {
      const { clearAfter } = await readCopySettings(local);
      const before = await this.#mark();
      const mark = lasts || clearAfter === 0 ? undefined : markOf(text, clock() + clearAfter * second);
      // Before the text is there: one of which nobody knew would stay.
      if (mark) await memory.set(markKey, mark);
      try {
        await clipboard.write(text);
      } catch (error) {
        await this.#keep(before);
        throw error;
      }
      if (mark) await wakeAt(mark.clearsAt);
      else await this.#keep(undefined);
      tell({ type: 'clipboard' });
      return this.#copied(mark);
    });
  }

  async state(): Promise<Copied> {
    return this.#copied(await this.#mark());
  }

  /** Now: a person asks for it, and means whatever is there. */
  clear(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#parts.clipboard.write('');
      await this.#keep(undefined);
      this.#parts.tell({ type: 'clipboard' });
    });
  }

  /** The time may be up: by the alarm, or because this background just started. */
  woken(): Promise<void> {
    const { clock, clipboard, wakeAt, tell } = this.#parts;
    return this.#turns.take(async () => {
      const mark = await this.#mark();
      if (!mark) return;
      const left = mark.clearsAt - clock();
      if (left > 0 && left <= longest) return wakeAt(mark.clearsAt);
      // What can't be cleared now stays marked, and is cleared at the next wake.
      if (await this.#isStillOurs(mark)) await clipboard.write('');
      await this.#keep(undefined);
      tell({ type: 'clipboard' });
    });
  }

  /** Where we may not look, or the browser shows nothing, it counts as ours. */
  async #isStillOurs(mark: CopiedMark): Promise<boolean> {
    if (!(await this.#parts.mayRead())) return true;
    const there = await this.#parts.clipboard.read();
    return there === undefined || isMarked(mark, there);
  }

  async #copied(mark: CopiedMark | undefined): Promise<Copied> {
    return mark ? { clearsAt: mark.clearsAt, isBlind: !(await this.#parts.mayRead()) } : {};
  }

  async #mark(): Promise<CopiedMark | undefined> {
    return readMark(await this.#parts.memory.get(markKey));
  }

  async #keep(mark: CopiedMark | undefined): Promise<void> {
    if (mark) await this.#parts.memory.set(markKey, mark);
    else await this.#parts.memory.remove(markKey);
  }
}
