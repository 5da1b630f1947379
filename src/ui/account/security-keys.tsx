import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { StoreFactors } from '../../rpc/index.ts';
import { Button, dateAndTime, Failure, Field, IconButton, List, Row } from '../kit/index.ts';
import { AskAgain, isProofWanted, useProvedAction } from '../proof/index.ts';
import { usePasskey } from '../unlock/index.ts';

interface SecurityKeysProps {
  keys: StoreFactors['securityKeys'];
  onChanged: () => void;
}

/** Keys that are a second factor only: they open nothing. */
export function SecurityKeys({ keys, onChanged }: SecurityKeysProps): JSX.Element {
  const [name, setName] = useState<string>();
  const remove = useProvedAction(async (credential: string) => {
    await call('account.securityKey.remove', { credential });
    onChanged();
  }, true);
  const ceremony = usePasskey(() => {
    setName(undefined);
    onChanged();
  });
  const start = (): void => void ceremony.start({ purpose: 'key', name: (name ?? '').trim() });
  const send = (event: Event): void => {
    event.preventDefault();
    if ((name ?? '').trim() !== '') start();
  };
  const needsProof = isProofWanted(ceremony.error);
  return (
    <>
      {keys.length > 0 && (
        <List title={message('storeKeys')}>
          {keys.map((key) => {
            const called = key.name ?? message(key.unreadable ? 'storeKeyUnreadable' : 'storeKeyUnnamed');
            return (
              <Row
                key={key.credential}
                icon="key"
                title={called}
                detail={message('settingsAdded', dateAndTime(key.createdAt))}
                action={
                  <IconButton
                    icon="trash"
                    label={message('settingsRemove', called)}
                    onClick={() => void remove.run(key.credential)}
                  />
                }
              />
            );
          })}
        </List>
      )}
      {remove.error !== undefined && <Failure error={remove.error} />}
      {name === undefined ? (
        <p>
          <Button icon="plus" onClick={() => setName(message('storeKeyNameDefault'))}>
            {message('storeKeyAdd')}
          </Button>
        </p>
      ) : (
        <form class="stack" onSubmit={send}>
          <Field
            label={message('settingsName')}
            hint={message('storeKeyHint')}
            value={name}
            maxLength={80}
            onInput={setName}
            autoFocus
          />
          <div class="line">
            <Button icon="key" busy={ceremony.waiting} disabled={name.trim() === ''}>
              {message('storeKeyAdd')}
            </Button>
            <Button kind="quiet" onClick={() => setName(undefined)}>
              {message('kitCancel')}
            </Button>
            <span role="status" class="muted small">
              {ceremony.waiting && message('unlockWaiting')}
            </span>
          </div>
          {ceremony.error !== undefined && !needsProof && <Failure error={ceremony.error} />}
        </form>
      )}
      {needsProof && <AskAgain error={ceremony.error} atStore onProved={start} onClose={ceremony.clear} />}
      {remove.dialog}
    </>
  );
}
