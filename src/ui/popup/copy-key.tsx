import { useEffect } from 'preact/hooks';
import type { ItemRow } from '../../rpc/index.ts';
import { copyField } from './row-actions.ts';
import type { RowHands } from './row-actions.ts';

/** Ctrl+C copies the password of the chosen row, unless a person has marked what else is meant. */
export function CopyKey({ row, act }: { row: ItemRow | undefined; act: RowHands['act'] }): null {
  useEffect(() => {
    const listening = new AbortController();
    const hear = (event: KeyboardEvent): void => {
      const isCopy = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'c';
      if (!isCopy || !row?.hasPassword || isMarked()) return;
      event.preventDefault();
      act(() => copyField(row, 'password'));
    };
    addEventListener('keydown', hear, { signal: listening.signal });
    return () => listening.abort();
  });
  return null;
}

function isMarked(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement) return field.selectionStart !== field.selectionEnd;
  return getSelection()?.isCollapsed === false;
}
