import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { EntryState, SecondFactorKind } from '../../rpc/index.ts';
import { Button, Field, Onward, sentenceFor, useAction } from '../kit/index.ts';
import { KeyPart } from './key-part.tsx';

interface SecondStepProps {
  ticket: string;
  factors: readonly SecondFactorKind[];
  password: string;
  onState: (state: EntryState) => void;
  onBack: () => void;
}

const names: Readonly<Record<SecondFactorKind, MessageKey>> = {
  totp: 'storeByApp',
  key: 'storeByKey',
  backup: 'storeByBackup',
};

/** What shows that it is not just somebody who knows the password. The best one first, the others one press away. */
export function SecondStep({ ticket, factors, password, onState, onBack }: SecondStepProps): JSX.Element {
  const order = (['totp', 'key', 'backup'] as const).filter((kind) => factors.includes(kind));
  const [kind, choose] = useState<SecondFactorKind>(order[0] ?? 'totp');
  const others = order.filter((other) => other !== kind);
  return (
    <div class="stack">
      <p>{message('storeSecondText')}</p>
      {kind === 'key' ? (
        <KeyPart wish={{ purpose: 'second', entry: ticket }} onDone={() => undefined} />
      ) : (
        <CodePart key={kind} ticket={ticket} kind={kind} password={password} onState={onState} />
      )}
      {others.length > 0 && (
        <div class="alternatives">
          {others.map((other) => (
            <Button key={other} big onClick={() => choose(other)}>
              {message(names[other])}
            </Button>
          ))}
        </div>
      )}
      <Onward back={onBack} />
    </div>
  );
}

interface CodePartProps {
  ticket: string;
  kind: 'totp' | 'backup';
  password: string;
  onState: (state: EntryState) => void;
}

function CodePart({ ticket, kind, password, onState }: CodePartProps): JSX.Element {
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = useAction(async () => {
    try {
      onState(await call('signin.second', { ticket, kind, code, password }));
    } catch (error) {
      field.current?.select();
      throw error;
    }
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (code.trim() === '') field.current?.focus();
    else void send.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Field
        mono
        label={message(kind === 'totp' ? 'storeCode' : 'storeBackupCode')}
        hint={message(kind === 'totp' ? 'storeCodeHint' : 'storeBackupCodeHint')}
        value={code}
        maxLength={200}
        onInput={(value) => {
          setCode(value);
          send.clear();
        }}
        inputRef={field}
        autoFocus
        error={send.error === undefined ? undefined : sentenceFor(send.error)}
      />
      <Button big wide kind="primary" busy={send.busy}>
        {message('storeSignIn')}
      </Button>
    </form>
  );
}
