import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AskingState, EntryState } from '../../rpc/index.ts';
import {
  Button,
  Choice,
  dateAndTime,
  EmailField,
  Failure,
  Field,
  inDays,
  Onward,
  PartHeading,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { AnswersSecond } from './answers-second.tsx';
import { ByOrganisation } from './by-organisation.tsx';
import { ByTrustees } from './by-trustees.tsx';

interface ByAnswersProps {
  /** Of an entry into an account that this browser has nothing of. */
  ticket: string;
  onState: (state: EntryState) => void;
  onBack: () => void;
}

/** How often a wait is looked at, in milliseconds. */
const LOOK = 30_000;

const ends: Readonly<Record<Extract<AskingState, { at: 'over' }>['why'], MessageKey>> = {
  stopped: 'askStopped',
  cancelled: 'askCancelled',
  expired: 'askExpired',
  replaced: 'askReplaced',
  restored: 'askRestored',
};

/**
 * Back in by answers, trusted people or an organisation: a mailed code, a wait, and then what opens. Each step says what comes next and how
 * long it takes.
 */
export function ByAnswers({ ticket, onState, onBack }: ByAnswersProps): JSX.Element {
  const { answer, error, again } = useQuestion('recovery.ask', { ticket }, ['account']);
  const [shown, show] = useState<AskingState>();
  const state = shown ?? answer;
  const isWaiting = state !== undefined && mayChange(state);
  const lookAgain = useCallback(() => {
    show(undefined);
    again();
  }, [again]);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const look = setInterval(lookAgain, LOOK);
    return () => clearInterval(look);
  }, [isWaiting, lookAgain]);
  const cancel = useAction(async () => {
    await call('recovery.ask.cancel', { ticket });
    show({ at: 'none' });
  });
  if (!state) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  const step = { ticket, show, onBack };
  const helped = { ticket, again: lookAgain, onState, onBack, stop: cancel };
  switch (state.at) {
    case 'none':
      return <Address {...step} />;
    case 'asked':
      return <Code {...step} anew={() => show({ at: 'none' })} />;
    case 'second':
      return <AnswersSecond {...step} by={state.by} onProven={lookAgain} />;
    case 'waiting':
      return (
        <Part title={message('askWaitingTitle', dateAndTime(state.opensAt))} text={message('askWaitingText')}>
          <p>{message('askWaitingNext', inDays(state.opensAt, state.now))}</p>
          {cancel.error !== undefined && <Failure error={cancel.error} />}
          <Onward back={onBack}>
            <Button big busy={cancel.busy} onClick={() => void cancel.run()}>
              {message('askStop')}
            </Button>
          </Onward>
        </Part>
      );
    case 'open':
      return <Answers ticket={ticket} state={state} onState={onState} onBack={onBack} />;
    case 'gathering':
      return <ByTrustees {...helped} state={state} />;
    case 'answering':
      return <ByOrganisation {...helped} state={state} />;
    case 'over':
      return (
        <Part title={message('askOverTitle')} text={message(ends[state.why])}>
          <Onward back={onBack}>
            <Button big kind="primary" onClick={() => show({ at: 'none' })}>
              {message('askAnew')}
            </Button>
          </Onward>
        </Part>
      );
  }
}

/** By time alone, or because somebody who helps did something. */
function mayChange(state: AskingState): boolean {
  if (state.at === 'gathering') return !state.isEnough;
  return state.at === 'waiting' || (state.at === 'answering' && state.from === undefined);
}

interface PartProps {
  title: string;
  text: string;
  children: JSX.Element | readonly (JSX.Element | false)[];
}

function Part({ title, text, children }: PartProps): JSX.Element {
  return (
    <div class="stack">
      <PartHeading>{title}</PartHeading>
      <p class="muted">{text}</p>
      {children}
    </div>
  );
}

interface StepProps {
  ticket: string;
  show: (state: AskingState) => void;
  onBack: () => void;
}

function Address({ ticket, show, onBack }: StepProps): JSX.Element {
  const [email, setEmail] = useState('');
  const [by, choose] = useState<'answers' | 'trustees' | 'organisation'>('answers');
  const send = useAction(async () => {
    const written = language().startsWith('de') ? 'de' : 'en';
    show(await call('recovery.ask.open', { ticket, email, language: written, by }));
  });
  return (
    <form class="stack" noValidate onSubmit={submitting(send, email)}>
      <PartHeading>{message('askAddressTitle')}</PartHeading>
      <p class="muted">{message('askAddressText')}</p>
      <fieldset class="stack">
        <legend class="hidden-text">{message('askBy')}</legend>
        <Choice name="by" checked={by === 'answers'} onChoose={() => choose('answers')} title={message('askByAnswers')}>
          {message('askByAnswersText')}
        </Choice>
        <Choice
          name="by"
          checked={by === 'trustees'}
          onChoose={() => choose('trustees')}
          title={message('askByTrustees')}
        >
          {message('askByTrusteesText')}
        </Choice>
        <Choice
          name="by"
          checked={by === 'organisation'}
          onChoose={() => choose('organisation')}
          title={message('askByOrganisation')}
        >
          {message('askByOrganisationText')}
        </Choice>
      </fieldset>
      <EmailField value={email} onInput={setEmail} error={undefined} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      <Onward back={onBack}>
        <Button big kind="primary" busy={send.busy}>
          {message('askSend')}
        </Button>
      </Onward>
    </form>
  );
}

function Code({ ticket, show, onBack, anew }: StepProps & { anew: () => void }): JSX.Element {
  const [code, setCode] = useState('');
  const send = useAction(async () => show(await call('recovery.ask.code', { ticket, code })));
  return (
    <form class="stack" onSubmit={submitting(send, code)}>
      <PartHeading>{message('askCodeTitle')}</PartHeading>
      <p class="muted">{message('askCodeText')}</p>
      <Field label={message('askCode')} mono value={code} onInput={setCode} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      <p class="small">
        <Button kind="quiet" onClick={anew}>
          {message('askAnotherCode')}
        </Button>
      </p>
      <Onward back={onBack}>
        <Button big kind="primary" busy={send.busy}>
          {message('storeGoOn')}
        </Button>
      </Onward>
    </form>
  );
}

interface AnswersProps {
  ticket: string;
  state: Extract<AskingState, { at: 'open' }>;
  onState: (state: EntryState) => void;
  onBack: () => void;
}

/** Wrong answers are told as one: which of them it was, nobody knows. */
function Answers({ ticket, state: { questions, left }, onState, onBack }: AnswersProps): JSX.Element {
  const [answers, setAnswers] = useState<readonly string[]>(questions.map(() => ''));
  const [tries, setTries] = useState(left);
  const send = useAction(async () => {
    try {
      onState(await call('recovery.ask.answers', { ticket, answers: [...answers] }));
    } catch (error) {
      setTries((now) => Math.max(0, now - 1));
      throw error;
    }
  });
  return (
    <form class="stack" onSubmit={submitting(send, answers.every((answer) => answer.trim() !== '') ? 'all' : '')}>
      <PartHeading>{message('askAnswersTitle')}</PartHeading>
      <p class="muted">{message('askAnswersText', String(tries))}</p>
      {questions.map((question, at) => (
        <Field
          key={question}
          label={question}
          value={answers[at] ?? ''}
          onInput={(value) => setAnswers(answers.with(at, value))}
          autoFocus={at === 0}
        />
      ))}
      {send.error !== undefined && <Failure error={send.error} />}
      <Onward back={onBack}>
        <Button big kind="primary" busy={send.busy}>
          {message('askOpen')}
        </Button>
      </Onward>
    </form>
  );
}

function submitting(send: { run: () => Promise<void> }, filled: string): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    if (filled.trim() !== '') void send.run();
  };
}
