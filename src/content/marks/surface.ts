import { asIs } from '../../autofill/index.ts';
import { shadowRootOf } from '../../platform/page/index.ts';
import { containersOf, insertQuietly } from './container.ts';
import { markAsOurs } from './tree.ts';
import { veil } from './veil.ts';
import type { Hear } from './veil.ts';

/**
 * Rules of a closed root are stronger than the page's where both are important, even than what its scripts write on the
 * host; no policy of a page forbids such a sheet. The host takes no room, and is not printed.
 */
const rules = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
}
:host::before, :host::after, :host::marker, ::backdrop { content: none !important; display: none !important; }
@media print { :host { display: none !important; } }
`;

/** Stands first in every closed root of ours. */
const sign = 'latchkey';

/**
 * Takes away what an earlier version of us left in the page: an update ends its scripts in some browsers without a last
 * word. Looks at elements that could be hosts, which is once a document. Answers whether there was anything.
 */
export function clearLeftovers(): boolean {
  let found = false;
  for (const host of document.querySelectorAll('div:empty')) {
    const first = host.attributes.length === 0 ? shadowRootOf(host)?.firstChild : undefined;
    if (!(first instanceof Comment) || first.data !== sign) continue;
    host.remove();
    found = true;
  }
  return found;
}

/** A closed shadow root of ours in a page. */
export interface Surface {
  readonly root: ShadowRoot;
  /** The page may have zoomed what the surface stands in: our own sizes stay as they are. */
  readonly level: () => void;
  /** It can't be pressed where it stands: then another place is tried, once. Answers whether there was one. */
  readonly moveOn: () => boolean;
}

/**
 * A surface that `near` is seen and pressed together with. What stands in it goes into the top layer, above everything that
 * the page draws and without any place in its layout. The page is told of nothing that happens on it; `hear` is.
 */
export function newSurface(near: Node, css: string, signal: AbortSignal, hear?: Hear): Surface {
  const host = document.createElement('div');
  markAsOurs(host);
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules + css);
  root.adoptedStyleSheets = [sheet];
  root.append(document.createComment(sign));
  veil(host, root, signal, hear);
  const places = [...containersOf(near)];
  const level = (): void => setZoom(sheet, host);
  const moveOn = (): boolean => {
    const place = places.shift();
    if (place) insertQuietly(host, place);
    level();
    return place !== undefined;
  };
  moveOn();
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return { root, level, moveOn };
}

function setZoom(sheet: CSSStyleSheet, host: Element): void {
  const outer = host.parentElement ?? (host.getRootNode() as Partial<ShadowRoot>).host;
  const zoom = String(1 / (asIs(outer)?.currentCSSZoom ?? 1));
  const [rule] = sheet.cssRules;
  if (!(rule instanceof CSSStyleRule) || rule.style.getPropertyValue('zoom') === zoom) return;
  rule.style.setProperty('zoom', zoom, 'important');
}
