import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button } from '../../kit/index.ts';
import { AddPasskey } from '../../setup/index.ts';
import { useStore } from '../../account/index.ts';
import { CloseButton } from '../close-button.tsx';
import { useWays, WayList, WaysMissing } from './ways.tsx';

/** Passkeys: as many as one likes, each with a name. */
export function PasskeySettings(): JSX.Element {
  const { ways, asked } = useWays('passkey');
  const [adding, add] = useState(false);
  const { answer: store } = useStore();
  if (!ways) return <WaysMissing asked={asked} />;
  const some = store?.connected ? 'storePasskeysText' : 'settingsPasskeysText';
  const words = ways.length === 0 ? 'settingsPasskeysNone' : some;
  return (
    <div class="stack">
      <p class="muted">{message(words)}</p>
      {ways.length > 0 && (
        <WayList title={message('settingsPasskeysList')} ways={ways} warning={message('settingsPasskeyRemoveWarn')} />
      )}
      {adding ? (
        <>
          <CloseButton label={message('settingsClose')} onClose={() => add(false)} />
          <AddPasskey onAdded={asked.again} />
        </>
      ) : (
        <p>
          <Button icon="plus" onClick={() => add(true)}>
            {message('settingsPasskeyAdd')}
          </Button>
        </p>
      )}
    </div>
  );
}
