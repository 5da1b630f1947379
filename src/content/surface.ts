type Styles = Readonly<Record<string, string>>;

const nowhere: Styles = {
  all: 'initial',
  display: 'block',
  position: 'fixed',
  inset: '0 auto auto 0',
  width: '0',
  height: '0',
  margin: '0',
  padding: '0',
  border: '0',
  overflow: 'visible',
  background: 'none',
};

/** Styles by script, which no content security policy of a page forbids; important, so that no page overrides them. */
export function dress(element: HTMLElement | SVGElement, styles: Styles): void {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, 'important');
}

/**
 * A closed shadow root of ours in the top layer, above everything that the page draws and without any place in its
 * layout. Stands inside the modal dialog of `near`, if there is one: everything outside of that is inert.
 */
export function newSurface(near: Node, signal: AbortSignal): ShadowRoot {
  const host = document.createElement('div');
  dress(host, nowhere);
  host.popover = 'manual';
  const root = host.attachShadow({ mode: 'closed' });
  const dialog = (near instanceof Element ? near : near.parentElement)?.closest('dialog:modal');
  (dialog ?? document.documentElement).append(host);
  host.showPopover();
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return root;
}
