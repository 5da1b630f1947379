import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** Work that is done sooner than this shows nothing, in milliseconds: a flash would only be noise. */
const patience = 200;

/** Says that we wait, once that is worth saying. */
export function Waiting(): JSX.Element {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="empty" role="status">
      {late && message('kitLoading')}
    </div>
  );
}

interface EmptyProps {
  icon?: IconName;
  title: string;
  children?: ComponentChildren;
}

/** Nothing is here yet: what would be here, and how it comes. */
export function Empty({ icon, title, children }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      {icon && <Icon name={icon} />}
      <strong>{title}</strong>
      {children}
    </div>
  );
}
