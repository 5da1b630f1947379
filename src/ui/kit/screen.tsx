import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Brand } from './mark.tsx';

interface ScreenProps {
  /** Buttons at the end of the top line. */
  actions?: ComponentChildren;
  /** The screen's heading for screen readers, where the eye needs none. */
  title?: string;
  /** Instead of mark and name. */
  head?: ComponentChildren;
  /** A line of its own below the top line. In a low window it goes into it. */
  below?: ComponentChildren;
  footer?: ComponentChildren;
  children: ComponentChildren;
}

/** A window's whole content: a top line, what it is about, and what stays at the bottom. */
export function Screen({ title, head, actions, below, footer, children }: ScreenProps): JSX.Element {
  return (
    <div class="screen">
      <header>
        {head ?? <Brand />}
        <span class="spring" />
        {actions}
        {below && <div class="below">{below}</div>}
      </header>
      <main>
        {title && <h1 class="hidden-text">{title}</h1>}
        {children}
      </main>
      {footer && <footer>{footer}</footer>}
    </div>
  );
}

/** The one heading that a screen may have. It takes the focus when its screen replaces another one (`arrive`). */
export function Heading({ children, arrive = false }: { children: ComponentChildren; arrive?: boolean }): JSX.Element {
  const heading = useArrival(arrive);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** Of a part of a screen that has its own heading already. It takes the focus when its part replaces another one. */
export function PartHeading({ children }: { children: ComponentChildren }): JSX.Element {
  const heading = useArrival(true);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}

function useArrival(arrive: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (arrive) heading.current?.focus();
  }, [arrive]);
  return heading;
}

/** Things that belong together, with or without a title. */
export function Card({ title, children }: { title?: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="card">
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

interface Tab {
  readonly label: string;
  readonly current?: boolean;
  readonly onOpen: () => void;
  /** What waits there, after its name. */
  readonly mark?: ComponentChildren;
}

/** The places of a window, at its bottom. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }): JSX.Element {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.label} type="button" onClick={tab.onOpen} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.mark}
        </button>
      ))}
    </nav>
  );
}
