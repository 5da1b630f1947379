import { useEffect, useState } from 'preact/hooks';
import type { FrameWord, PageWord } from '../../rpc/index.ts';

/** Where keys go: into this box; to the page, as far as we know; nowhere near, because the tab as a whole has lost them. */
type KeysAt = 'here' | 'page' | 'elsewhere';

interface KeysState {
  readonly at: KeysAt;
  /** Something may be missing in what was typed: a key was stopped on its way to the page, or was on its way at all. */
  readonly missed: boolean;
}

/** Who pressed a key this recently, or will so soon, is typing; milliseconds. */
const typing = 1_000;

/**
 * Knows from the first moment whether keys come to this frame, and tells the document that it stands in, which keeps them
 * from the page and gives the focus back. A window of our own has nobody beside it who could take them.
 */
export class Keys {
  readonly #isFramed = window !== window.top;
  readonly #hear = new Set<() => void>();
  #line: MessagePort | undefined;
  #leave = (): void => undefined;
  #lastKey = -Infinity;
  #lastLoss = -Infinity;
  state: KeysState;

  constructor() {
    this.state = { at: this.#isFramed && !document.hasFocus() ? 'page' : 'here', missed: false };
    if (!this.#isFramed) return;
    addEventListener('focus', () => this.#look());
    addEventListener('blur', () => this.#look());
    addEventListener('keydown', () => this.#typed(), { capture: true });
    // Whoever presses something here has seen what is said.
    addEventListener('pointerdown', () => this.#set({ missed: false }), { capture: true });
    addEventListener('message', ({ data, ports: [line] }) => {
      // Whoever else sends one, earlier, hears that somebody looks elsewhere, which a page knows anyway.
      if (data === 'line' && line && !this.#line) this.#open(line);
    });
  }

  /** What Escape does, wherever it is pressed. */
  onLeave(leave: () => void): void {
    this.#leave = leave;
  }

  listen(hear: () => void): () => void {
    this.#hear.add(hear);
    // It may have changed before there was anybody to hear of it.
    hear();
    return () => this.#hear.delete(hear);
  }

  #open(line: MessagePort): void {
    this.#line = line;
    line.onmessage = ({ data }: MessageEvent<PageWord>) => {
      if (data === 'leave') this.#leave();
      if (data === 'missed') this.#set({ missed: true });
      if (data === 'away' && this.state.at === 'page') this.#set({ at: 'elsewhere' });
    };
    // That it doesn't have them yet is no loss: they are on their way.
    if (this.state.at === 'here') this.#tell('came');
  }

  #tell(word: FrameWord): void {
    this.#line?.postMessage(word);
  }

  #typed(): void {
    this.#lastKey = performance.now();
    if (this.#lastKey - this.#lastLoss < typing) this.#set({ missed: true });
  }

  /** A key that comes in the moment of a loss can get lost between the two, and neither hears of it. */
  #look(): void {
    const isHere = document.hasFocus();
    if (!isHere && this.state.at === 'here') this.#lastLoss = performance.now();
    const isTyping = this.#lastLoss - this.#lastKey < typing;
    this.#set({ at: isHere ? 'here' : 'page', ...(isHere || !isTyping ? {} : { missed: true }) });
    this.#tell(isHere ? 'came' : 'lost');
  }

  #set(change: Partial<KeysState>): void {
    this.state = { ...this.state, ...change };
    this.#hear.forEach((hear) => hear());
  }
}

export function useKeys(keys: Keys): KeysState {
  const [state, setState] = useState(keys.state);
  useEffect(() => keys.listen(() => setState(keys.state)), [keys]);
  return state;
}
