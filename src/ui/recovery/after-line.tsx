import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, LinkButton, Notice, useAction, useQuestion } from '../kit/index.ts';

/** Above the vault, until a recovery is finished or nothing was lost. */
export function AfterLine(): JSX.Element | null {
  const { answer, again } = useQuestion('recovery.after', {}, ['ways', 'account']);
  const end = useAction(() => call('recovery.after.end', {}).then(again));
  if (!answer?.isPending) return null;
  return (
    <div class="vault-lines" role="status">
      <Notice>
        <p>{message('afterLine')}</p>
        {end.error !== undefined && <Failure error={end.error} />}
        <div class="line">
          <LinkButton kind="primary" href="#recovered">
            {message('afterLineDo')}
          </LinkButton>
          <Button busy={end.busy} onClick={() => void end.run()}>
            {message('afterNothingLost')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
