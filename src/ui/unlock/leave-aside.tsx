import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, useAction } from '../kit/index.ts';

/**
 * After a rotation elsewhere the store says what is valid; a person who has only what was valid before, or doubts the
 * store, opens what lies here without it.
 */
export function LeaveAside(): JSX.Element {
  const aside = useAction(() => call('store.aside', {}).then(() => undefined));
  return (
    <>
      <p class="small muted center">
        {message('storeAside')}{' '}
        <Button kind="quiet" busy={aside.busy} onClick={() => void aside.run()}>
          {message('storeAsideDo')}
        </Button>
      </p>
      {aside.error !== undefined && <Failure error={aside.error} />}
    </>
  );
}
