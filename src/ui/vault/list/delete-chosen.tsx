import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Button, counted, Dialog, Failure, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { changeChosen } from './change-chosen.ts';

/** Asks before what is chosen in the trash goes for good. */
export function DeleteChosen({ pageState, onClose }: { pageState: PageState; onClose: () => void }): JSX.Element {
  const count = pageState.choosing.chosen.value.size;
  const remove = useAction(() => changeChosen(pageState, { do: 'delete' }));
  return (
    <Dialog
      title={message('chosenDeleteAsk')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {message('kitCancel')}
          </Button>
          <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()}>
            {message('vaultDelete')}
          </Button>
        </>
      }
    >
      <p>{counted('vaultEmptyTrashWarn', count)}</p>
      {remove.error !== undefined && <Failure error={remove.error} />}
    </Dialog>
  );
}
