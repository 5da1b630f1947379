import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, codeOf, Failure, useAction } from '../kit/index.ts';
import { Asked } from '../recovery/index.ts';

/** Somebody asks for this vault. Where stopping it takes another proof, that is asked for in a tab. */
export function PopupAlarm({ open }: { open: (page: string) => void }): JSX.Element {
  return (
    <div class="popup-notice only-filled">
      <Asked stop={({ recovery }, again) => <Stop recovery={recovery} again={again} open={open} />} />
    </div>
  );
}

interface StopProps {
  recovery: string;
  again: () => void;
  open: (page: string) => void;
}

function Stop({ recovery, again, open }: StopProps): JSX.Element {
  const veto = useAction(async () => {
    try {
      await call('recovery.answers.veto', { recovery });
    } catch (error) {
      if (codeOf(error) !== 'fresh-proof-needed') throw error;
      open('vault.html');
    }
    again();
  });
  return (
    <>
      {veto.error !== undefined && <Failure error={veto.error} />}
      <Button busy={veto.busy} onClick={() => void veto.run()}>
        {message('alarmDo')}
      </Button>
    </>
  );
}
