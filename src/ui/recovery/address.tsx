import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { language, message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, EmailField, Failure, Field, Onward, StepPage } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

/** What proves an address: what a store answered, and the code that it mailed. */
interface Proof {
  readonly ticket: string;
  readonly code: string;
}

interface AddressProps {
  step: { readonly at: number; readonly of: number };
  title: string;
  text: string;
  /** What the last button says. */
  submit: string;
  /** What is said while it works; absent: nothing. */
  working?: string;
  save: (proof: Proof) => Promise<void>;
  onBack: () => void;
}

/** The last step: an address is proven before it counts. It is kept by the store as a keyed hash, and nowhere else. */
export function Address({ step, title, text, submit: words, working, save, onBack }: AddressProps): JSX.Element {
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [ticket, setTicket] = useState<string>();
  const send = useProvedAction(async () => {
    const written = language().startsWith('de') ? 'de' : 'en';
    setTicket((await call('recovery.answers.mail', { email, language: written })).ticket);
  }, true);
  const set = useProvedAction(async () => {
    if (ticket !== undefined) await save({ ticket, code });
  }, true);
  const error = ticket === undefined ? send.error : set.error;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (ticket === undefined) {
      if (email.trim() !== '') void send.run();
    } else if (code.trim() !== '') void set.run();
  };
  return (
    <StepPage step={step} title={title} text={text}>
      <form class="stack" noValidate onSubmit={submit}>
        {ticket === undefined ? (
          <EmailField value={email} onInput={setEmail} error={undefined} autoFocus />
        ) : (
          <Field key="code" label={message('askCode')} mono value={code} onInput={setCode} autoFocus />
        )}
        {error !== undefined && <Failure error={error} />}
        <div role="status">{set.busy && working !== undefined && <p class="small muted">{working}</p>}</div>
        <Onward back={onBack}>
          <Button big kind="primary" busy={send.busy || set.busy}>
            {ticket === undefined ? message('askSend') : words}
          </Button>
        </Onward>
      </form>
      {send.dialog}
      {set.dialog}
    </StepPage>
  );
}
