import { message, ownUrl } from '../platform/page/index.ts';
import { follow } from './follow.ts';
import type { Box, Size } from './geometry.ts';
import { fit, placeFrame, placeOver } from './geometry.ts';
import { newMoves } from './moves.ts';
import type { Place } from './moves.ts';
import { dress, newSurface } from './surface.ts';

export interface FrameParts {
  readonly kind: 'compose' | 'reveal';
  readonly ticket: string;
  readonly near: Node;
  /** What the frame belongs to, wherever it is now; undefined: gone, then the frame stays where it is. */
  readonly anchor: () => Box | undefined;
  readonly size: Size;
  /** Cover what it belongs to instead of standing beside it. */
  readonly over?: boolean;
}

const frameLook: Readonly<Record<string, string>> = {
  all: 'initial',
  position: 'fixed',
  display: 'block',
  margin: '0',
  padding: '0',
  border: '0',
  'border-radius': '14px',
  background: 'none',
  'box-shadow': '0 1px 2px #0002, 0 8px 32px #0004',
  'color-scheme': 'light dark',
};

/**
 * Shows a page of ours in a frame above this page, until the signal ends it. The page can neither look into it nor reach
 * it; its address carries a ticket that only its first reader can use.
 */
export function showFrame(parts: FrameParts, signal: AbortSignal): void {
  const root = newSurface(parts.near, signal);
  const frame: HTMLIFrameElement & { credentialless?: boolean } = document.createElement('iframe');
  dress(frame, frameLook);
  // Isolated pages (COEP) let only such frames in. Ours has no cookies or storage of its own to lose by it.
  if ('credentialless' in frame) frame.credentialless = true;
  frame.allow = 'clipboard-write';
  frame.title = message(parts.kind === 'compose' ? 'markCompose' : 'markReveal');
  frame.popover = 'manual';
  frame.src = `${ownUrl(`${parts.kind}.html`)}#${parts.ticket}`;
  frame.addEventListener('load', () => frame.focus(), { signal });
  root.append(frame);
  frame.showPopover();
  const isMoved = newMoves();
  const place = (): void => arrange(frame, parts, isMoved);
  follow(place, [document.documentElement], signal, true);
  place();
}

/** Its size depends on nothing but what the page knows anyway: never on a plaintext. */
function arrange(
  frame: HTMLIFrameElement,
  { anchor, size, over = false }: FrameParts,
  isMoved: (place: Place) => boolean,
): void {
  const box = anchor();
  if (!box) return;
  const view = { width: document.documentElement.clientWidth, height: innerHeight };
  const fitting = fit(size, view);
  const place = { ...(over ? placeOver(box, fitting, view) : placeFrame(box, fitting, view)), ...fitting };
  dress(frame, {
    left: `${String(place.left)}px`,
    top: `${String(place.top)}px`,
    width: `${String(place.width)}px`,
    height: `${String(place.height)}px`,
  });
  // It can't see that itself, and a press that was meant for what was there before must not count.
  if (isMoved(place)) frame.contentWindow?.postMessage('moved', '*');
}
