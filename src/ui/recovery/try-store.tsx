import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, Field, useAction, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

interface TryAnswersProps {
  questions: readonly string[];
  onProven: () => void;
}

/** All of them, as they would be asked for; three times a year. Which one was wrong, nobody knows. */
export function TryAnswers({ questions, onProven }: TryAnswersProps): JSX.Element {
  const [answers, setAnswers] = useState<readonly string[]>(questions.map(() => ''));
  const send = useProvedAction(async () => {
    await call('recovery.drill.answers', { answers: [...answers] });
    onProven();
  }, true);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (answers.every((answer) => answer.trim() !== '')) void send.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
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
      <Button big wide kind="primary" busy={send.busy}>
        {message('drillTry')}
      </Button>
      {send.dialog}
    </form>
  );
}

/** One of the ten from the paper. It stays good. */
export function TryCode({ onProven }: { onProven: () => void }): JSX.Element {
  const [code, setCode] = useState('');
  const send = useProvedAction(async () => {
    await call('recovery.drill.code', { code });
    onProven();
  }, true);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (code.trim() !== '') void send.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Field label={message('storeBackupCode')} mono value={code} onInput={setCode} autoFocus />
      {send.error !== undefined && <Failure error={send.error} />}
      <Button big wide kind="primary" busy={send.busy}>
        {message('drillTry')}
      </Button>
      {send.dialog}
    </form>
  );
}

/** The store is asked at once: there is nothing to type. */
export function TryOrganisation({ onProven }: { onProven: () => void }): JSX.Element {
  const ask = useAction(async () => {
    await call('recovery.drill.organisation', {});
    onProven();
  });
  const start = (): void => void ask.run();
  useEffect(start, []);
  return ask.error === undefined ? <Waiting /> : <Failure error={ask.error} again={start} />;
}
