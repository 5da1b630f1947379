import { isOrphaned, message, ownUrl } from '../../platform/page/index.ts';
import type { FrameWord, PageTask, PageWord, StoppedKey } from '../../rpc/index.ts';
import { FocusHold } from './focus.ts';
import { follow } from './follow.ts';
import { FrameBox } from './frame-box.ts';
import { stopKeys } from '../document/index.ts';
import type { Box, Point, Size } from '../marks/index.ts';
import { fit, placeFrame, placeOver } from '../marks/index.ts';
import { newMoves } from './moves.ts';
import type { Place } from './moves.ts';
import { newSurface } from '../marks/index.ts';

export interface FrameParts {
  readonly kind: PageTask['kind'];
  readonly ticket: string;
  readonly near: Node;
  /** What the frame belongs to, wherever it is now; undefined: gone, then the frame stays where it is. */
  readonly anchor: () => Box | undefined;
  readonly size: Size;
  /** Cover what it belongs to instead of standing beside it. */
  readonly over?: boolean;
  /** Where it stands whatever it belongs to; it doesn't take the focus. */
  readonly corner?: (size: Size, view: Size) => Point;
  /** The page took the frame away, or nobody is behind it any more. */
  readonly gone: () => void;
}

/** A frame of ours that is there. */
export interface ShownFrame {
  readonly give: () => void;
  /** A key that was meant for it was stopped. */
  readonly hear: (key: StoppedKey) => void;
  /** Lets our own writing reach the page's fields meanwhile. */
  readonly letGo: <T>(write: () => Promise<T>) => Promise<T>;
}

const frameCss = `
dialog {
  all: initial;
  position: fixed;
  display: block;
  inset: 0 auto auto 0;
  width: 0;
  height: 0;
}
iframe {
  all: initial;
  position: fixed;
  inset: auto;
  display: block;
  border-radius: 14px;
  box-shadow: 0 1px 2px #0002, 0 8px 32px #0004;
  color-scheme: light dark;
}
`;

/**
 * Shows a page of ours in a frame above this page, until the signal ends it. The page can neither look into it nor reach
 * it; its address carries a ticket that only its first reader can use. While it is one to write in, nothing that is typed
 * reaches this document.
 */
export function showFrame(parts: FrameParts, signal: AbortSignal): ShownFrame {
  const hold = parts.kind === 'compose' ? new FocusHold(signal) : undefined;
  const { root, level } = newSurface(parts.near, frameCss, signal);
  const frame = newFrame(parts);
  const box = new FrameBox(root, frame);
  const shown = hold ? holdKeys(hold, root, box, parts, signal) : unheld(frame);
  if (!parts.corner) {
    frame.addEventListener('load', shown.give, { signal });
    shown.give();
  }
  const isMoved = newMoves();
  const place = (): void => {
    level();
    arrange(frame, parts, isMoved);
  };
  follow(place, [document.documentElement], signal, true);
  place();
  return shown;
}

function unheld(frame: HTMLIFrameElement): ShownFrame {
  return { give: () => frame.focus({ preventScroll: true }), hear: () => undefined, letGo: (write) => write() };
}

const titles = { compose: 'markCompose', reveal: 'markReveal', save: 'saveTitle', menu: 'markFill' } as const;

function newFrame({ kind, ticket }: FrameParts): HTMLIFrameElement {
  const frame: HTMLIFrameElement & { credentialless?: boolean } = document.createElement('iframe');
  // Isolated pages (COEP) let only such frames in. Ours has no cookies or storage of its own to lose by it.
  if ('credentialless' in frame) frame.credentialless = true;
  frame.allow = 'clipboard-write';
  frame.title = message(titles[kind]);
  frame.src = `${ownUrl(`${kind}.html`)}#${ticket}`;
  return frame;
}

/** What is typed is kept from this document, and the focus in the frame, which is told what becomes of both. */
function holdKeys(
  hold: FocusHold,
  root: ShadowRoot,
  box: FrameBox,
  parts: FrameParts,
  signal: AbortSignal,
): ShownFrame {
  const { frame } = box;
  const { port1: line, port2: its } = new MessageChannel();
  const tell = (word: PageWord): void => line.postMessage(word);
  const hear = (key: StoppedKey): void => {
    // Firefox moves no focus into a frame while it deals with a key.
    if (key === 'back') setTimeout(() => hold.give());
    else tell(key === 'leave' ? 'leave' : 'missed');
  };
  hold.hold({ frame, host: root.host, isolate: (again) => box.isolate(again) });
  let isWriting = false;
  line.onmessage = ({ data }: MessageEvent<FrameWord>) => {
    if (data === 'came') hold.came();
    else if (!hold.lost()) tell('away');
  };
  // Once: whatever could be loaded there later, or before, gets no line.
  frame.addEventListener('load', () => frame.contentWindow?.postMessage('line', '*', [its]), { once: true, signal });
  signal.addEventListener('abort', () => line.close(), { once: true });
  stopKeys(
    {
      isOurs: (event) => {
        if (!frame.isConnected || isOrphaned()) parts.gone();
        if (signal.aborted) return true;
        const isKey = event instanceof KeyboardEvent;
        return isKey ? root.activeElement instanceof HTMLButtonElement : isWriting;
      },
      stopped: hear,
    },
    signal,
  );
  const letGo = async <T>(write: () => Promise<T>): Promise<T> => {
    isWriting = true;
    return hold
      .letGo(() => {
        box.release();
        return write();
      })
      .finally(() => {
        isWriting = false;
      });
  };
  return { give: () => hold.give(), hear, letGo };
}

/** Its size depends on nothing but what the page knows anyway: never on a plaintext. */
function arrange(
  frame: HTMLIFrameElement,
  { anchor, size, over = false, corner }: FrameParts,
  isMoved: (place: Place) => boolean,
): void {
  const at = anchor();
  if (!at) return;
  const view = { width: document.documentElement.clientWidth, height: innerHeight };
  const fitting = fit(size, view);
  const beside = over ? placeOver : placeFrame;
  const place = { ...(corner ? corner(fitting, view) : beside(at, fitting, view)), ...fitting };
  for (const side of ['left', 'top', 'width', 'height'] as const) frame.style[side] = `${String(place[side])}px`;
  // It can't see that itself, and a press that was meant for what was there before must not count.
  if (isMoved(place)) frame.contentWindow?.postMessage('moved', '*');
}
