import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, LinkButton, Notice, useAction, useQuestion } from '../kit/index.ts';

/** Twice a year: whether one would get back in. Leads to the drill, or waits two weeks. */
export function Reminder(): JSX.Element | null {
  const { answer, again } = useQuestion('recovery.reminder', {}, ['account', 'ways', 'items']);
  const later = useAction(() => call('recovery.reminder.later', {}).then(again));
  if (!answer?.isDue) return null;
  return (
    <div class="vault-lines" role="status">
      <Notice>
        <p>{message('reminderText')}</p>
        {later.error !== undefined && <Failure error={later.error} />}
        <div class="line">
          <LinkButton kind="primary" href="#drill">
            {message('recoveryTry')}
          </LinkButton>
          <Button busy={later.busy} onClick={() => void later.run()}>
            {message('reminderLater')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
