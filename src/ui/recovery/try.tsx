import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { DrillRow } from '../../rpc/index.ts';
import { Button, Failure, Field, PasswordField, useAction } from '../kit/index.ts';
import { SignIn } from '../signin/index.ts';
import { PhraseForm, usePasskey } from '../unlock/index.ts';
import { TryAnswers, TryCode, TryOrganisation } from './try-store.tsx';

interface TryProps {
  row: DrillRow;
  onProven: () => void;
}

/** Tries one way back. What fails changes nothing: it is said, and may be tried once more. */
export function Try({ row, onProven }: TryProps): JSX.Element | null {
  switch (row.kind) {
    case 'password':
      return <TryPassword onProven={onProven} />;
    case 'sign-in':
      return <SignIn by="password" onDone={onProven} />;
    case 'passkey':
      return row.way === undefined ? null : <TryPasskey way={row.way} onProven={onProven} />;
    case 'phrase':
      return (
        <PhraseForm
          open={(phrase) => call('recovery.drill.phrase', { phrase })}
          submit={message('drillTry')}
          onUnlocked={onProven}
        />
      );
    case 'kit':
      return <TryKit onProven={onProven} />;
    case 'answers':
      return <TryAnswers questions={row.questions ?? []} onProven={onProven} />;
    case 'codes':
      return <TryCode onProven={onProven} />;
    case 'organisation':
      return <TryOrganisation onProven={onProven} />;
    case 'browser':
    case 'trustees':
      return null;
  }
}

function TryPassword({ onProven }: { onProven: () => void }): JSX.Element {
  const [password, setPassword] = useState('');
  const send = useAction(async () => {
    await call('recovery.drill.password', { password });
    onProven();
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (password !== '') void send.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <PasswordField use="current" label={message('unlockPassword')} value={password} onInput={setPassword} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      <Submit busy={send.busy} />
    </form>
  );
}

function TryKit({ onProven }: { onProven: () => void }): JSX.Element {
  const [letters, setLetters] = useState('');
  const send = useAction(async () => {
    await call('recovery.drill.kit', { letters });
    onProven();
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (letters.trim() !== '') void send.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Field label={message('drillKitLetters')} mono value={letters} onInput={setLetters} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      <Submit busy={send.busy} />
    </form>
  );
}

function Submit({ busy }: { busy: boolean }): JSX.Element {
  return (
    <Button big wide kind="primary" busy={busy}>
      {message('drillTry')}
    </Button>
  );
}

/** The window of the passkey opens at once: the press that came here was the wish for it. */
function TryPasskey({ way, onProven }: { way: string; onProven: () => void }): JSX.Element {
  const passkey = usePasskey(onProven);
  const start = (): void => void passkey.start({ purpose: 'drill', way });
  useEffect(start, [way]);
  return (
    <div class="stack">
      <div role="status">{passkey.waiting && <p class="muted small">{message('unlockWaiting')}</p>}</div>
      {passkey.error !== undefined && (
        <>
          <Failure error={passkey.error} again={start} />
          <p class="small">
            {message('drillPasskeyGone')} <a href="#settings/passkeys">{message('drillPasskeySee')}</a>
          </p>
        </>
      )}
    </div>
  );
}
