import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Dialog, Failure, Menu, useAction } from '../kit/index.ts';

/** What can be done with an own text: it is taken back, after what that can't force was said. */
export function TextMenu({ of }: { of: string }): JSX.Element {
  const [isAsking, ask] = useState(false);
  const close = (): void => ask(false);
  const takeBack = useAction(async () => {
    await call('conversations.unsend', { text: of });
    close();
  });
  return (
    <>
      <Menu
        label={message('textMenu')}
        items={[{ label: message('revealTakeBack'), icon: 'restore', onChoose: () => ask(true) }]}
      />
      {isAsking && (
        <Dialog
          title={message('revealTakeBack')}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{message('kitCancel')}</Button>
              <Button busy={takeBack.busy} onClick={() => void takeBack.run()}>
                {message('revealTakeBack')}
              </Button>
            </>
          }
        >
          <p>{message('revealTakeBackText')}</p>
          {takeBack.error !== undefined && <Failure error={takeBack.error} />}
        </Dialog>
      )}
    </>
  );
}
