import type { ComponentChildren, JSX, TargetedToggleEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { isComposed } from './keys.ts';
import { lettersOf } from './row-keys.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** Does it at once; without it, the first of the words that is free. */
  readonly letter?: string;
  readonly danger?: boolean;
  readonly onChoose: () => void;
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  /** What its button shows. */
  icon?: IconName;
  /** What it shows instead, with words of its own. */
  face?: ComponentChildren;
}

function place(menu: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fromLeft = getComputedStyle(menu).direction === 'rtl' ? anchor.left : anchor.right - width;
  const below = anchor.bottom + 4;
  menu.style.left = `${String(Math.max(8, Math.min(fromLeft, innerWidth - width - 8)))}px`;
  menu.style.top = `${String(below + height > innerHeight - 8 ? Math.max(8, anchor.top - height - 4) : below)}px`;
}

function moveInMenu(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = [...(menu?.querySelectorAll('button') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === 'Tab') menu?.hidePopover();
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items.at(step % items.length)?.focus();
}

/** A letter does at once what it stands beside. */
function chooseByLetter(event: KeyboardEvent, menu: HTMLElement | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposed(event)) return;
  const letter = event.key.toLocaleUpperCase();
  const item = [...(menu?.querySelectorAll('button') ?? [])].find((one) => one.ariaKeyShortcuts === letter);
  if (!item) return;
  event.preventDefault();
  event.stopPropagation();
  item.click();
}

/**
 * The rest of what can be done with something. Arrow keys move, a letter does what it stands beside (never a loss), Escape
 * goes back to where the menu was opened.
 */
export function Menu({ label, items, icon = 'more', face }: MenuProps): JSX.Element {
  const id = useId();
  const [open, setOpen] = useState(false);
  // A list has a menu in every row, and few are ever opened: what stands in them is made then.
  const [made, make] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const letters = made ? lettersOf(items) : [];
  const toggled = (event: TargetedToggleEvent<HTMLDivElement>): void => {
    const opened = event.newState === 'open';
    setOpen(opened);
    if (!opened || !menu.current || !button.current) return;
    place(menu.current, button.current.getBoundingClientRect());
    menu.current.querySelector('button')?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={face === undefined ? 'icon-button' : 'face-button'}
        aria-label={face === undefined ? label : undefined}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        popovertarget={id}
      >
        {face ?? <Icon name={icon} />}
        {face !== undefined && <Icon name="down" />}
      </button>
      <div
        ref={menu}
        id={id}
        class="menu"
        role="menu"
        aria-label={label}
        popover="auto"
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') make(true);
        }}
        onToggle={toggled}
        onKeyDown={(event) => {
          moveInMenu(event, menu.current);
          chooseByLetter(event, menu.current);
        }}
      >
        {(made ? items : []).map((item, at) => (
          <button
            key={at}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-keyshortcuts={letters[at]}
            class={item.danger ? 'danger' : undefined}
            onClick={() => {
              menu.current?.hidePopover();
              item.onChoose();
            }}
          >
            {item.icon && <Icon name={item.icon} />}
            <span class="spring">{item.label}</span>
            {letters[at] !== undefined && <kbd aria-hidden="true">{letters[at]}</kbd>}
          </button>
        ))}
      </div>
    </>
  );
}
