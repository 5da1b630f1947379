import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Button, Notice } from '../../kit/index.ts';
import { NewPassword } from '../../setup/index.ts';
import { AddPassword, useStore } from '../../account/index.ts';
import { CloseButton } from '../close-button.tsx';
import { addedOn, useWays, WaysMissing } from './ways.tsx';

/** The master password: when it was set, and another one in its place. */
export function PasswordSettings(): JSX.Element {
  const { ways, asked } = useWays('password');
  const [state, setState] = useState<'shown' | 'changing' | 'changed'>('shown');
  const { answer: store } = useStore();
  if (!ways) return <WaysMissing asked={asked} />;
  const [current] = ways;
  const changed = (): void => {
    setState('changed');
    asked.again();
  };
  const change = async (password: string): Promise<void> => {
    await call('ways.changePassword', { password });
    changed();
  };
  const words = current ? 'settingsPasswordChange' : 'settingsPasswordSet';
  return (
    <div class="stack">
      <p class="muted">
        {message(!current ? 'settingsPasswordNone' : store?.connected ? 'storePasswordText' : 'settingsPasswordText')}
      </p>
      {current && <p class="muted small">{addedOn(current)}</p>}
      {state === 'changed' && <Notice icon="check">{message('settingsPasswordChanged')}</Notice>}
      {state === 'changing' ? (
        <>
          <CloseButton label={message('kitCancel')} onClose={() => setState('shown')} />
          {store?.connected && !current ? (
            <AddPassword origin={store.origin} onAdded={changed} onCancel={() => setState('shown')} />
          ) : (
            <NewPassword submit={message(words)} onPassword={change} atStore />
          )}
        </>
      ) : (
        <p>
          <Button onClick={() => setState('changing')}>{message(words)}</Button>
        </p>
      )}
    </div>
  );
}
