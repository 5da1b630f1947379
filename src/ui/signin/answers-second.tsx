import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AskingState } from '../../rpc/index.ts';
import { Button, Failure, Field, Onward, PartHeading, useAction } from '../kit/index.ts';
import { KeyPart } from './key-part.tsx';

type Factor = Extract<AskingState, { at: 'second' }>['by'][number];
type Kind = Exclude<Factor, 'key'>;

interface SecondProps {
  ticket: string;
  by: readonly Factor[];
  show: (state: AskingState) => void;
  /** By a key, whose small window tells no state. */
  onProven: () => void;
  onBack: () => void;
}

const fields: Readonly<Record<Kind, readonly [label: MessageKey, hint: MessageKey]>> = {
  totp: ['storeCode', 'storeCodeHint'],
  backup: ['storeBackupCode', 'storeBackupCodeHint'],
  sms: ['askTextCode', 'askTextCodeHint'],
};

const names = { totp: 'storeByApp', key: 'storeByKey', backup: 'storeByBackup', sms: 'askTextCode' } as const;

/** What was set up beside the mailed code. The best one first, the others one press away. */
export function AnswersSecond({ by, onProven, ...step }: SecondProps): JSX.Element {
  const [kind, choose] = useState<Factor>(by[0] ?? 'totp');
  const [isSent, sent] = useState(false);
  const others = <Others of={by.filter((one) => one !== kind)} choose={choose} />;
  if (kind === 'sms' && !isSent) return <Number {...step} onSent={() => sent(true)} />;
  if (kind !== 'key') return <Code key={kind} {...step} kind={kind} others={others} again={() => sent(false)} />;
  return (
    <div class="stack">
      <PartHeading>{message('askSecondTitle')}</PartHeading>
      <p class="muted">{message('askSecondText')}</p>
      <KeyPart wish={{ purpose: 'recovery', entry: step.ticket }} onDone={onProven} />
      {others}
      <Onward back={step.onBack} />
    </div>
  );
}

interface OthersProps {
  of: readonly Factor[];
  choose: (kind: Factor) => void;
}

function Others({ of, choose }: OthersProps): JSX.Element | null {
  if (of.length === 0) return null;
  return (
    <div class="alternatives">
      {of.map((kind) => (
        <Button key={kind} big onClick={() => choose(kind)}>
          {message(names[kind])}
        </Button>
      ))}
    </div>
  );
}

type StepProps = Omit<SecondProps, 'by' | 'onProven'>;

/** The store has no number: it is typed, and only the right one gets a code. */
function Number({ ticket, onBack, onSent }: StepProps & { onSent: () => void }): JSX.Element {
  const [number, setNumber] = useState('');
  const send = useAction(async () => {
    const written = language().startsWith('de') ? 'de' : 'en';
    await call('recovery.ask.text', { ticket, number, language: written });
    onSent();
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    if (number.trim() !== '') void send.run();
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <PartHeading>{message('askTextTitle')}</PartHeading>
      <p class="muted">{message('askTextText')}</p>
      <Field label={message('askTextNumber')} inputMode="tel" value={number} onInput={setNumber} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      <Onward back={onBack}>
        <Button big kind="primary" busy={send.busy}>
          {message('askSend')}
        </Button>
      </Onward>
    </form>
  );
}

interface CodeProps extends StepProps {
  kind: Kind;
  others: JSX.Element;
  /** Another text message. */
  again: () => void;
}

function Code({ ticket, show, onBack, kind, others, again }: CodeProps): JSX.Element {
  const [code, setCode] = useState('');
  const [label, hint] = fields[kind];
  const send = useAction(async () => show(await call('recovery.ask.second', { ticket, kind, code })));
  const submit = (event: Event): void => {
    event.preventDefault();
    if (code.trim() !== '') void send.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <PartHeading>{message('askSecondTitle')}</PartHeading>
      <p class="muted">{message(kind === 'sms' ? 'askTextSent' : 'askSecondText')}</p>
      <Field label={message(label)} hint={message(hint)} mono value={code} onInput={setCode} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      {kind === 'sms' && (
        <p class="small">
          <Button kind="quiet" onClick={again}>
            {message('askTextAgain')}
          </Button>
        </p>
      )}
      {others}
      <Onward back={onBack}>
        <Button big kind="primary" busy={send.busy}>
          {message('storeGoOn')}
        </Button>
      </Onward>
    </form>
  );
}
