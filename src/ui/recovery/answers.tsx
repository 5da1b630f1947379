import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, Notice, useQuestion, Waiting } from '../kit/index.ts';
import { Address } from './address.tsx';
import { Questions } from './questions.tsx';
import type { Answered } from './questions.tsx';
import { SecondStep } from './second.tsx';
import type { Second } from './second.tsx';
import { Begin, Done } from './set-up.tsx';

type Step = 'begin' | 'questions' | 'second' | 'address' | 'done' | 'removed';

/** A way back by answers that only this person knows: what it is worth, the questions, and an address that is proven. */
export function AnswersSetUp(): JSX.Element {
  const { answer, error, again } = useQuestion('recovery.answers', {}, ['recovery']);
  const [step, go] = useState<Step>('begin');
  const [answered, keep] = useState<readonly Answered[]>([]);
  const [second, take] = useState<Second>();
  if (step === 'done') return <Done title={message('answersDoneTitle')} text={message('answersDoneText')} />;
  if (step === 'removed') return <Done title={message('answersRemovedTitle')} text={message('answersRemovedText')} />;
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (step === 'begin') {
    return <FirstStep isSet={answer.isSet} onward={() => go('questions')} onRemoved={() => go('removed')} />;
  }
  if (step === 'questions') {
    return (
      <Questions
        begun={answered}
        onBack={() => go('begin')}
        onAnswered={(given) => {
          keep(given);
          go('second');
        }}
      />
    );
  }
  if (step === 'second') {
    return (
      <SecondStep
        onBack={() => go('questions')}
        onChosen={(chosen) => {
          take(chosen);
          go('address');
        }}
      />
    );
  }
  return (
    <Address
      step={{ at: 4, of: 4 }}
      title={message('answersAddressTitle')}
      text={message('answersAddressText')}
      submit={message('answersDo')}
      working={message('answersBusy')}
      onBack={() => go('second')}
      save={async (proof) => {
        const questions = answered.map(({ question }) => question);
        const answers = answered.map(({ answer }) => answer);
        await call('recovery.answers.set', { questions, answers, ...proof, ...(second ? { second } : {}) });
        go('done');
      }}
    />
  );
}

interface FirstStepProps {
  isSet: boolean;
  onward: () => void;
  onRemoved: () => void;
}

function FirstStep({ isSet, onward, onRemoved }: FirstStepProps): JSX.Element {
  return (
    <Begin
      of={4}
      title={message('answersTitle')}
      text={message('answersText')}
      hows={[message('answersHow1'), message('answersHow2'), message('answersHow3')]}
      warning={message('recoveryAnswersText')}
      remove={isSet ? { label: message('answersRemove'), deed: () => call('recovery.answers.remove', {}) } : undefined}
      onRemoved={onRemoved}
      onward={
        <Button big kind="primary" onClick={onward}>
          {message(isSet ? 'answersChange' : 'storeGoOn')}
        </Button>
      }
    >
      {isSet && <Notice icon="check">{message('answersSet')}</Notice>}
    </Begin>
  );
}
