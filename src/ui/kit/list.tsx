import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

interface ListProps {
  /** What the rows are, said above them or, with `titleHidden`, to screen readers only. */
  title: string;
  titleHidden?: boolean;
  children: ComponentChildren;
}

const steps: Record<string, (at: number, length: number) => number> = {
  ArrowDown: (at, length) => Math.min(at + 1, length - 1),
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, length) => length - 1,
};

/** Moves the focus between rows; false when the key is not ours or the list's beginning is passed. */
function moveBetweenRows(event: KeyboardEvent): void {
  const list = event.currentTarget;
  const step = steps[event.key];
  if (!step || !(list instanceof HTMLElement) || !(event.target instanceof Element)) return;
  if (!event.target.matches('.row-main')) return;
  const rows = [...list.querySelectorAll<HTMLElement>('button.row-main, a.row-main')];
  const next = rows[step(rows.indexOf(event.target as HTMLElement), rows.length)];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

/** Rows. Arrow keys, Home and End move between them; ArrowUp on the first one is left to the screen (its search field). */
export function List({ title, titleHidden = false, children }: ListProps): JSX.Element {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class={titleHidden ? 'hidden-text' : 'list-title'}>
        {title}
      </h2>
      <ul role="list" onKeyDown={moveBetweenRows}>
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
  /** The best action as a visible button, if words help. */
  action?: ComponentChildren;
  /** The rest: shown on hover and focus. */
  more?: ComponentChildren;
}

function Words({ title, detail, icon, letter }: RowProps): JSX.Element {
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
    </>
  );
}

/** One thing in a list. */
export function Row(props: RowProps): JSX.Element {
  const { onOpen, href, selected = false, action, more } = props;
  const words = <Words {...props} />;
  return (
    <li class={selected ? 'row selected' : 'row'}>
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
