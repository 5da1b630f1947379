import { message, ownUrl } from '../platform/page/index.ts';
import { follow } from './follow.ts';
import type { Box, Size } from './marks/index.ts';
import { fit, placeFrame, placeOver } from './marks/index.ts';
import { newMoves } from './moves.ts';
import type { Place } from './moves.ts';
import { newSurface } from './marks/index.ts';

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

const frameCss = `
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
 * it; its address carries a ticket that only its first reader can use.
 */
export function showFrame(parts: FrameParts, signal: AbortSignal): void {
  const { root, level } = newSurface(parts.near, frameCss, signal);
  const frame: HTMLIFrameElement & { credentialless?: boolean } = document.createElement('iframe');
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
  const place = (): void => {
    level();
    arrange(frame, parts, isMoved);
  };
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
  for (const side of ['left', 'top', 'width', 'height'] as const) frame.style[side] = `${String(place[side])}px`;
  // It can't see that itself, and a press that was meant for what was there before must not count.
  if (isMoved(place)) frame.contentWindow?.postMessage('moved', '*');
}
