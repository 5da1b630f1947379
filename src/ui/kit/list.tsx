import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { isComposed, isEnter } from './keys.ts';
import { opensMenu, partAfter, rowAfter } from './row-keys.ts';

interface ListProps {
  /** What the rows are, said above them or, with `titleHidden`, to screen readers only. */
  title: string;
  titleHidden?: boolean;
  children: ComponentChildren;
}

/** The row's own part, and its buttons in their order. */
const MAIN = 'button.row-main, a.row-main';
const BUTTONS = '.row-actions :is(button, a):not([role="menuitem"])';

function partsOf(row: HTMLElement): { main: HTMLElement | undefined; buttons: HTMLElement[] } {
  return {
    main: row.querySelector<HTMLElement>(MAIN) ?? undefined,
    buttons: [...row.querySelectorAll<HTMLElement>(BUTTONS)],
  };
}

/** What a key does in a row; undefined when it is not ours. Where a row only shows something, its first button is the row. */
function wayOf(event: KeyboardEvent, list: HTMLElement, row: HTMLElement): (() => void) | undefined {
  const { main, buttons } = partsOf(row);
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (opensMenu(event)) {
    const menu = buttons.find((button) => button.getAttribute('aria-haspopup') === 'menu');
    return menu && (() => menu.click());
  }
  if (isEnter(event) && at < 0) {
    const best = row.querySelector<HTMLElement>('.row-actions .button.primary');
    return best ? () => best.click() : undefined;
  }
  const rightToLeft = getComputedStyle(row).direction === 'rtl';
  const part = partAfter(event.key, at, buttons.length, rightToLeft);
  if (part !== undefined) return () => (buttons[part] ?? main)?.focus();
  const stops = [...list.querySelectorAll<HTMLElement>('.row')]
    .map((one) => partsOf(one))
    .flatMap((parts) => parts.main ?? parts.buttons[0] ?? []);
  const here = stops.findIndex((stop) => row.contains(stop));
  const next = stops[rowAfter(event.key, here, stops.length) ?? -1];
  return next && (() => next.focus());
}

function walk(event: KeyboardEvent): void {
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement) || !(event.target instanceof Element)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isComposed(event)) return;
  const row = event.target.closest<HTMLElement>('.row');
  if (!row || !event.target.matches(`${MAIN}, ${BUTTONS}`)) return;
  const go = wayOf(event, list, row);
  if (!go) return;
  event.preventDefault();
  event.stopPropagation();
  go();
}

/**
 * Rows, each one Tab stop. ↓ ↑ Home and End move between them, → and ← through a row's buttons, `.` or Shift+F10 opens its
 * menu, Enter does its brass button; ↑ on the first one is left to the screen (its search field).
 */
export function List({ title, titleHidden = false, children }: ListProps): JSX.Element {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class={titleHidden ? 'hidden-text' : 'list-title'}>
        {title}
      </h2>
      <ul role="list" onKeyDown={walk}>
        {children}
      </ul>
    </section>
  );
}

interface RowProps {
  title: ComponentChildren;
  detail?: ComponentChildren;
  /** A drawing or the first letter of the title. */
  icon?: IconName;
  letter?: string;
  /** The row's best action, also by Enter. Without it the row only shows something. */
  onOpen?: () => void;
  href?: string;
  selected?: boolean;
  /** Stands beside the words and stays when they are too long for their place. */
  mark?: ComponentChildren;
  /** The best action as a visible button, if words help. */
  action?: ComponentChildren;
  /** The rest: shown on hover and focus. */
  more?: ComponentChildren;
}

function Words({ title, detail, icon, letter, mark }: RowProps): JSX.Element {
  return (
    <>
      {(icon ?? letter) && (
        <span class="row-icon" aria-hidden="true">
          {icon ? <Icon name={icon} /> : letter}
        </span>
      )}
      <span class="row-words">
        <span>{title}</span>
        {detail && <small>{detail}</small>}
      </span>
      {mark}
    </>
  );
}

/** Takes a row's buttons out of the Tab order, except where there is nothing else in it to come to. */
function oneStop(row: HTMLElement): void {
  const { main, buttons } = partsOf(row);
  for (const [at, button] of buttons.entries()) button.tabIndex = main || at > 0 ? -1 : 0;
}

/** One thing in a list. */
export function Row(props: RowProps): JSX.Element {
  const { onOpen, href, selected = false, action, more } = props;
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (row.current) oneStop(row.current);
  });
  const words = <Words {...props} />;
  return (
    <li ref={row} class={selected ? 'row selected' : 'row'}>
      {href ? (
        <a class="row-main" href={href} onClick={onOpen} aria-current={selected || undefined}>
          {words}
        </a>
      ) : onOpen ? (
        <button type="button" class="row-main" onClick={onOpen} aria-current={selected || undefined}>
          {words}
        </button>
      ) : (
        <div class="row-main">{words}</div>
      )}
      {(Boolean(action) || Boolean(more)) && (
        <span class="row-actions">
          {more && <span class="line on-hover">{more}</span>}
          {action}
        </span>
      )}
    </li>
  );
}

/** A favourite's star, for a row's `mark`. */
export function Star({ label }: { label: string }): JSX.Element {
  return (
    <span class="row-star" role="img" aria-label={label}>
      <Icon name="star" filled />
    </span>
  );
}
