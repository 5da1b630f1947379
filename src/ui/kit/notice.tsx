import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button } from './button.tsx';
import { sentenceFor } from './errors.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

interface NoticeProps {
  /** `danger`: something may be lost or read. `verified`: something was proved. `info`: everything else. */
  kind?: 'info' | 'danger' | 'verified';
  icon?: IconName;
  children: ComponentChildren;
}

const icons = { info: 'info', danger: 'alert', verified: 'check' } as const;

/** Words that belong to the whole screen. A danger interrupts a screen reader, the others wait. */
export function Notice({ kind = 'info', icon, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice ${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <Icon name={icon ?? icons[kind]} />
      <div class="words">{children}</div>
    </div>
  );
}

/** What went wrong: what happened, what is safe, what to do; with a button to try again where that can help. */
export function Failure({ error, again }: { error: unknown; again?: () => void }): JSX.Element {
  return (
    <Notice kind="danger">
      <p>{sentenceFor(error)}</p>
      {again && <Button onClick={again}>{message('kitTryAgain')}</Button>}
    </Notice>
  );
}
