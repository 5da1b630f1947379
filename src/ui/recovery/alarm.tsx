import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Asked } from './asked.tsx';

/** Above everything: somebody asks for this vault by answers or trusted people, and can be stopped. */
export function Alarm(): JSX.Element {
  return (
    <div class="vault-lines only-filled">
      <Asked stop={({ recovery }, again) => <Stop recovery={recovery} again={again} />} />
    </div>
  );
}

function Stop({ recovery, again }: { recovery: string; again: () => void }): JSX.Element {
  const veto = useProvedAction(async () => {
    await call('recovery.answers.veto', { recovery });
    again();
  });
  return (
    <>
      {veto.error !== undefined && <Failure error={veto.error} />}
      <Button busy={veto.busy} onClick={() => void veto.run()}>
        {message('alarmDo')}
      </Button>
      {veto.dialog}
    </>
  );
}
