import type { Sender } from '../platform/index.ts';
import { ForbiddenError } from './errors.ts';

/** A popup or a tab of ours. */
interface WindowAsker {
  readonly role: 'window';
  readonly tab?: number;
}

/** Our compose, reveal or save page, wherever it is shown: usually a frame inside somebody's page. */
export interface FrameAsker {
  readonly role: 'frame';
  readonly tab?: number;
  readonly frame: number;
  readonly document?: string;
}

/** Our content script, speaking for one document of a web page. */
export interface ContentAsker {
  readonly role: 'content';
  readonly tab: number;
  readonly frame: number;
  /** Absent where the browser has no document ids. */
  readonly document?: string;
  /** The document's own origin, `https://host[:port]` or `http://…`; never opaque. */
  readonly origin: string;
  readonly host: string;
  /** Of its address; '/' for one that has no address of its own. */
  readonly path: string;
}

export type Asker = WindowAsker | FrameAsker | ContentAsker;

/** Pages of ours that may stand inside a web page. Everything else of ours is asked only from its own window. */
const framedPages = new Set(['/compose.html', '/reveal.html', '/save.html', '/menu.html']);

/** Two of them in a window of ours, where a page has no say: files that no page can reach, by whatever address. */
const windowedPages = new Set(['/compose-window.html', '/reveal-window.html']);

/** What the asker is told apart by: this extension's id and the origin of its pages. */
export interface Self {
  readonly id: string;
  readonly origin: string;
}

/**
 * Tells who sent a message, from what the browser says about the sender and from nothing inside the message.
 * Throws ForbiddenError for other extensions, opaque origins (sandboxed pages), pages that are not http(s), and pages of
 * ours in a place where they must not be.
 */
export function identify(sender: Sender, self: Self): Asker {
  if (sender.id !== self.id || sender.url === undefined) throw new ForbiddenError();
  const url = parse(sender.url);
  return originOf(url) === self.origin ? identifyOwn(sender, url) : identifyPage(sender, url);
}

function identifyOwn(sender: Sender, url: URL): Asker {
  const tab = sender.tab === undefined ? {} : { tab: sender.tab };
  const frame = sender.frame ?? 0;
  if (framedPages.has(url.pathname)) return { role: 'frame', ...tab, frame, ...documentOf(sender) };
  if (frame !== 0) throw new ForbiddenError();
  if (windowedPages.has(url.pathname)) return { role: 'frame', ...tab, frame, ...documentOf(sender) };
  return { role: 'window', ...tab };
}

function identifyPage(sender: Sender, url: URL): Asker {
  const origin = sender.origin ?? originOf(url);
  // The scheme stands in the origin too, so an inherited or opaque one ("null") never passes.
  if (sender.tab === undefined || sender.frame === undefined || !/^https?:\/\/[^/]+$/.test(origin))
    throw new ForbiddenError();
  return {
    role: 'content',
    tab: sender.tab,
    frame: sender.frame,
    ...documentOf(sender),
    origin,
    host: parse(origin).hostname,
    path: originOf(url) === origin ? url.pathname : '/',
  };
}

function documentOf(sender: Sender): { document?: string } {
  return sender.document === undefined ? {} : { document: sender.document };
}

function parse(text: string): URL {
  if (!URL.canParse(text)) throw new ForbiddenError();
  return new URL(text);
}

/** `URL.origin` is "null" for extension schemes in some engines, so the parts are put together here. */
function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}
