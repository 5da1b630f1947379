import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { useFocusAtStart } from './hooks/use-focus.ts';

/** `primary`: the one step that the screen is about. `quiet`: an aside. `danger`: something is lost by it. */
type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger';

interface Look {
  kind?: ButtonKind;
  /** A main action: 44 px high. */
  big?: boolean;
  /** As wide as its place. */
  wide?: boolean;
  icon?: IconName;
  children: ComponentChildren;
}

interface ButtonProps extends Look {
  /** Without it the button submits the form around it. */
  onClick?: (event: MouseEvent) => void;
  disabled?: boolean;
  /** It was pressed and works: shown, and further presses do nothing. */
  busy?: boolean;
  id?: string;
  autoFocus?: boolean;
  describedBy?: string;
}

function looks({ kind = 'plain', big = false, wide = false }: Look, busy = false): string {
  return ['button', kind, big && 'big', wide && 'wide', busy && 'busy'].filter(Boolean).join(' ');
}

/** A button. A disabled one keeps the focus and is announced as disabled, so that nobody falls off the page. */
export function Button(props: ButtonProps): JSX.Element {
  const { onClick, disabled = false, busy = false, icon, children, id, autoFocus = false, describedBy } = props;
  const button = useRef<HTMLButtonElement>(null);
  useFocusAtStart(button, autoFocus);
  const off = disabled || busy;
  const press = (event: MouseEvent): void => {
    if (off) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      ref={button}
      type={onClick ? 'button' : 'submit'}
      class={looks(props, busy)}
      id={id}
      autofocus={autoFocus}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={describedBy}
      onClick={press}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface LinkButtonProps extends Look {
  href: string;
  /** Opens beside this page. */
  newTab?: boolean;
  onClick?: (event: MouseEvent) => void;
}

/** A link that looks like a button: it goes to a page. */
export function LinkButton(props: LinkButtonProps): JSX.Element {
  const { href, newTab = false, icon, children, onClick } = props;
  const target = newTab ? { target: '_blank', rel: 'noreferrer' } : {};
  return (
    <a class={looks(props)} href={href} onClick={onClick} {...target}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** What it does, for screen readers and as a tooltip. */
  label: string;
  onClick: (event: MouseEvent) => void;
  /** For a button that stays pressed. */
  pressed?: boolean;
  filled?: boolean;
  disabled?: boolean;
}

/** A button that is only a drawing; its label says what it does. */
export function IconButton(props: IconButtonProps): JSX.Element {
  const { icon, label, onClick, pressed, filled = false, disabled = false } = props;
  const press = (event: MouseEvent): void => {
    if (!disabled) onClick(event);
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-disabled={disabled || undefined}
      onClick={press}
    >
      <Icon name={icon} filled={filled} />
    </button>
  );
}
