import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Failure, Field, Notice } from '../kit/index.ts';
import { AskAgain, isProofWanted } from '../proof/index.ts';
import { usePasskey } from '../unlock/index.ts';

interface AddPasskeyProps {
  onAdded?: () => void;
  /** It is the one step that the screen is about. */
  primary?: boolean;
}

/** Makes a passkey a way in: a name, then the ceremony in its own small window. */
export function AddPasskey({ onAdded, primary = false }: AddPasskeyProps): JSX.Element {
  const [name, setName] = useState(message('setupPasskeyNameDefault'));
  const [unnamed, setUnnamed] = useState(false);
  const [added, setAdded] = useState<string>();
  const passkey = usePasskey(() => {
    setAdded(name.trim());
    onAdded?.();
  });
  const needsProof = isProofWanted(passkey.error);
  const start = (): void => {
    setAdded(undefined);
    void passkey.start({ purpose: 'add', name: name.trim() });
  };
  const send = (event: Event): void => {
    event.preventDefault();
    if (name.trim() === '') setUnnamed(true);
    else start();
  };
  return (
    <form class="stack" onSubmit={send}>
      <Field
        label={message('setupPasskeyName')}
        hint={message('setupPasskeyNameHint')}
        value={name}
        maxLength={80}
        onInput={(value) => {
          setName(value);
          setUnnamed(false);
        }}
        error={unnamed ? message('setupPasskeyNameEmpty') : undefined}
      />
      <div class="line">
        <Button big icon="passkey" kind={primary ? 'primary' : 'plain'} busy={passkey.waiting}>
          {message('setupPasskeyAdd')}
        </Button>
        <span role="status" class="muted small">
          {passkey.waiting && message('unlockWaiting')}
        </span>
      </div>
      {added !== undefined && <Notice icon="check">{message('setupPasskeyAdded', added)}</Notice>}
      {passkey.error !== undefined && !needsProof && <Failure error={passkey.error} />}
      {needsProof && <AskAgain error={passkey.error} atStore onProved={start} onClose={passkey.clear} />}
    </form>
  );
}
