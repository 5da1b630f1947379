import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { language, message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { InputOf } from '../../rpc/index.ts';
import { Button, Choice, Failure, Field, Onward, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

export type Second = InputOf<'recovery.answers.set'>['second'];
type Kind = 'none' | 'factor' | 'sms';

interface SecondStepProps {
  onBack: () => void;
  onChosen: (second: Second) => void;
}

/** What a recovery takes beside the mailed code. More of it keeps a thief of the mailbox out, and whoever lost that, too. */
export function SecondStep({ onBack, onChosen }: SecondStepProps): JSX.Element {
  const { answer, error, again } = useQuestion('recovery.answers.seconds', {});
  const [kind, choose] = useState<Kind>('none');
  const [isProving, prove] = useState(false);
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (isProving) return <Number onBack={() => prove(false)} onChosen={onChosen} />;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (kind === 'sms') prove(true);
    else onChosen(kind === 'factor' ? { kind } : undefined);
  };
  const row = (of: Kind, title: string, words: string): JSX.Element => (
    <Choice name="second" checked={kind === of} onChoose={() => choose(of)} title={title}>
      {words}
    </Choice>
  );
  return (
    <StepPage step={{ at: 3, of: 4 }} title={message('answersSecondTitle')} text={message('answersSecondText')}>
      <form class="stack" onSubmit={submit}>
        <fieldset class="stack">
          <legend class="hidden-text">{message('answersSecondTitle')}</legend>
          {row('none', message('answersSecondNone'), message('answersSecondNoneText'))}
          {answer.factor && row('factor', message('answersSecondFactor'), message('answersSecondFactorText'))}
          {answer.sms && row('sms', message('answersSecondSms'), message('answersSecondSmsText'))}
        </fieldset>
        <Onward back={onBack}>
          <Button big kind="primary">
            {message('storeGoOn')}
          </Button>
        </Onward>
      </form>
    </StepPage>
  );
}

/** The number is proven before it counts. It is kept by the store as a keyed hash, and nowhere else. */
function Number({ onBack, onChosen }: SecondStepProps): JSX.Element {
  const [number, setNumber] = useState('');
  const [ticket, setTicket] = useState<string>();
  const [code, setCode] = useState('');
  const send = useProvedAction(async () => {
    const written = language().startsWith('de') ? 'de' : 'en';
    setTicket((await call('recovery.answers.number', { number, language: written })).ticket);
  }, true);
  // Asked here, where it can be typed once more: it counts with the last step.
  const check = useProvedAction(async () => {
    if (ticket === undefined) return;
    await call('recovery.answers.number.code', { ticket, code });
    onChosen({ kind: 'sms', ticket, code });
  }, true);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (ticket === undefined) {
      if (number.trim() !== '') void send.run();
    } else if (code.trim() !== '') void check.run();
  };
  const error = ticket === undefined ? send.error : check.error;
  return (
    <StepPage step={{ at: 3, of: 4 }} title={message('askTextTitle')} text={message('answersNumberText')}>
      <form class="stack" noValidate onSubmit={submit}>
        {ticket === undefined ? (
          <Field label={message('askTextNumber')} inputMode="tel" value={number} onInput={setNumber} autoFocus />
        ) : (
          <Field key="code" label={message('askTextCode')} mono value={code} onInput={setCode} autoFocus />
        )}
        {error !== undefined && <Failure error={error} />}
        <Onward back={onBack}>
          <Button big kind="primary" busy={send.busy || check.busy}>
            {message(ticket === undefined ? 'askSend' : 'storeGoOn')}
          </Button>
        </Onward>
      </form>
      {send.dialog}
      {check.dialog}
    </StepPage>
  );
}
