import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Button, Failure, Notice } from '../../kit/index.ts';
import type { Draft, Meanwhile } from '../draft.ts';

const words: Readonly<Record<Meanwhile, MessageKey>> = {
  merged: 'vaultMerged',
  conflict: 'vaultConflict',
  revived: 'vaultRevived',
};

/** What the writer should know: that saving failed, or that another window was at the same note. */
export function ItemNews({ draft }: { draft: Draft }): JSX.Element {
  const { error, meanwhile } = draft;
  return (
    <>
      {error.value !== undefined && (
        <Failure error={error.value} again={() => void (draft.editing.value ? draft.save() : draft.flush())} />
      )}
      {meanwhile.value && (
        <Notice>
          <p>{message(words[meanwhile.value])}</p>
          <Button onClick={() => draft.dismiss()}>{message('vaultDismiss')}</Button>
        </Notice>
      )}
    </>
  );
}
