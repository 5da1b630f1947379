import { isOurs } from '../marks/index.ts';

interface MenuHands {
  /** Goes into the menu. */
  readonly enter: () => void;
  readonly leave: () => void;
}

/**
 * While a menu stands beside a field the focus stays in the field: ↓ goes into the menu, Escape closes it and nothing of the
 * page, and typing or going elsewhere closes it. No other key is touched.
 */
export function leaveMenuByKeys(field: HTMLElement, { enter, leave }: MenuHands, signal: AbortSignal): void {
  const hear = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === 'ArrowDown') enter();
    else leave();
  };
  const options = { capture: true, signal };
  addEventListener('keydown', hear, options);
  // What we fill in comes with events of our own.
  field.addEventListener('input', (event) => event.isTrusted && leave(), options);
  // A press in our frame takes the focus there; only afterwards can be told where it went.
  const gone = ({ isTrusted }: Event): void => {
    if (isTrusted) setTimeout(() => isElsewhere(field) && leave());
  };
  field.addEventListener('focusout', gone, options);
}

function isElsewhere(field: HTMLElement): boolean {
  const { activeElement } = field.getRootNode() as Document | ShadowRoot;
  return activeElement !== field && !(document.activeElement && isOurs(document.activeElement));
}
