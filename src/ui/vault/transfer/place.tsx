import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Card, counted, Failure, Notice, useQuestion, Waiting } from '../../kit/index.ts';
import { Bring } from './bring.tsx';
import { PlainFile } from './plain.tsx';
import { SealedFile } from './sealed.tsx';
import { Standing } from './standing.tsx';

/** Everything in, and everything out. */
export function TransferPlace(): JSX.Element {
  const { answer: state, error, again } = useQuestion('transfer.state', {}, ['transfer']);
  const [back, setBack] = useState<{ taken: number; kept: number }>();
  if (!state)
    return (
      <main class="vault-settings">{error === undefined ? <Waiting /> : <Failure error={error} again={again} />}</main>
    );
  return (
    <main class="vault-settings transfer">
      {state.at === 'none' ? (
        <>
          {back && <TakenBack {...back} />}
          <Bring onStaged={() => setBack(undefined)}>
            <div id="transfer-sealed">
              <Card title={message('settingsTransfer')}>
                <SealedFile />
              </Card>
            </div>
            <div id="transfer-plain">
              <Card title={message('exportPlainTitle')}>
                <PlainFile />
              </Card>
            </div>
          </Bring>
        </>
      ) : (
        <Standing state={state} onTakenBack={setBack} />
      )}
    </main>
  );
}

function TakenBack({ taken, kept }: { taken: number; kept: number }): JSX.Element {
  return (
    <Notice icon="check">
      {counted('importTakenBack', taken)} {kept > 0 && counted('importKept', kept)}
    </Notice>
  );
}
