import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './fields/field.tsx';
import type { Action } from './hooks/use-action.ts';
import { Failure } from './notice.tsx';

interface RenameDialogProps {
  /** What it is called now; '' for what nobody named. */
  name: string;
  /** Gets the new name, without blanks around it. */
  rename: Pick<Action<[name: string]>, 'run' | 'busy' | 'error'>;
  onClose: () => void;
}

/** Gives something another name, of 80 characters at most. */
export function RenameDialog({ name: former, rename, onClose }: RenameDialogProps): JSX.Element {
  const [typed, type] = useState(former);
  const name = typed.trim();
  return (
    <Dialog
      title={message('settingsRenameTitle')}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') void rename.run(name);
      }}
      actions={
        <>
          <Button onClick={onClose}>{message('kitCancel')}</Button>
          <Button kind="primary" busy={rename.busy} disabled={name === ''}>
            {message('settingsRenameDo')}
          </Button>
        </>
      }
    >
      <Field label={message('settingsName')} value={typed} maxLength={80} onInput={type} autoFocus />
      {rename.error !== undefined && <Failure error={rename.error} />}
    </Dialog>
  );
}
