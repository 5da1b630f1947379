import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, useAction, useQuestion } from '../kit/index.ts';
import { useSeconds } from './use-seconds.ts';

/** When what lies on the clipboard of ours goes from there. Shows nothing where nothing does, or nothing goes. */
export function ClearedLine({ class: className }: { class: string }): JSX.Element | null {
  const { answer, again } = useQuestion('clipboard.state', {}, ['clipboard']);
  const seconds = useSeconds(answer?.clearsAt ?? 0);
  const clear = useAction(async () => {
    await call('clipboard.clear', {});
    again();
  });
  if (seconds === 0) return clear.error === undefined ? null : <Failure error={clear.error} />;
  return (
    <>
      <p class={className}>
        <span class="spring">
          {message(answer?.isBlind ? 'clipboardClearsBlind' : 'clipboardClears', String(seconds))}
        </span>
        <Button kind="quiet" busy={clear.busy} onClick={() => void clear.run()}>
          {message('clipboardClearNow')}
        </Button>
      </p>
      {clear.error !== undefined && <Failure error={clear.error} />}
    </>
  );
}
