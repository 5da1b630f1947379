import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Failure, Waiting } from '../../kit/index.ts';
import { SignIn } from '../../signin/index.ts';
import { Connect, KnowsLink, Leave, StoreStanding, useStore } from '../../account/index.ts';

/** The store of this vault: connecting one, how things stand with it, leaving it. */
export function StoreSettings(): JSX.Element {
  const { answer: status, error, again } = useStore();
  const [begun, begin] = useState(false);
  if (!status) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (!status.connected || begun) {
    const end = (): void => {
      begin(false);
      again();
    };
    return <Connect onBegun={() => begin(true)} onEnded={end} />;
  }
  const { state, origin, email } = status;
  const signedIn = state.at !== 'connecting' && !(state.at === 'stopped' && state.code === 'signed-out');
  return (
    <div class="stack">
      <dl class="vault-facts">
        <dt>{message('storeAddressIs')}</dt>
        <dd translate={false}>{origin}</dd>
        {email !== undefined && (
          <>
            <dt>{message('storeEmail')}</dt>
            <dd translate={false}>{email}</dd>
          </>
        )}
      </dl>
      <StoreStanding status={status} again={again} />
      {state.at === 'connecting' && <SignIn onDone={again} />}
      <KnowsLink />
      <Leave origin={origin} signedIn={signedIn} onLeft={again} />
    </div>
  );
}
