import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { written } from '../kit/index.ts';

/** Long work with its number. `total` 0: not known yet. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }): JSX.Element {
  const id = useId();
  return (
    <div class="store-progress">
      <label for={id}>{label}</label>
      <progress id={id} {...(total > 0 ? { value: done, max: total } : {})} />
      <span class="muted small">{total > 0 && message('storeProgress', written(done), written(total))}</span>
    </div>
  );
}
