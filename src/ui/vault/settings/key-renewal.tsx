import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call, renewTimes } from '../../../rpc/index.ts';
import type { RenewEvery } from '../../../rpc/index.ts';
import { Button, dateOf, Failure, Notice, Select, useAction, useQuestion, Waiting } from '../../kit/index.ts';
import { useProvedAction } from '../../proof/index.ts';

const words: Readonly<Record<RenewEvery, MessageKey>> = {
  'half-year': 'devicesRenewHalfYear',
  year: 'devicesRenewYear',
  never: 'devicesRenewNever',
};

/** New keys for everything: now, or by themselves after a time; and how far the sealing under them is. */
export function Renewal({ onRenewed }: { onRenewed: () => void }): JSX.Element {
  const { answer, error, again } = useQuestion('devices.renewal', {}, ['account', 'ways']);
  const renew = useProvedAction(async () => {
    await call('devices.renewKeys', {});
    onRenewed();
  }, true);
  const save = useAction(async (every: RenewEvery) => {
    await call('devices.renewal.save', { every });
    again();
  });
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  const failed = renew.error ?? save.error;
  return (
    <>
      {answer.isListOld && <Notice>{message('devicesListOld')}</Notice>}
      <Select
        label={message('devicesRenewEvery')}
        value={answer.every}
        options={renewTimes.map((value) => ({ value, words: message(words[value]) }))}
        onChoose={(every) => void save.run(every)}
      />
      <div class="line">
        <Button busy={renew.busy} onClick={() => void renew.run()}>
          {message('devicesRenew')}
        </Button>
        <span class="muted">{message('devicesKeysMade', dateOf(answer.madeAt))}</span>
      </div>
      <p class="muted">{message('devicesRenewText')}</p>
      <p class="muted" aria-live="polite">
        {answer.left > 0 && message('devicesResealing', String(answer.left))}
      </p>
      {failed !== undefined && <Failure error={failed} />}
      {renew.dialog}
    </>
  );
}
