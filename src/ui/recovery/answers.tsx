import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, LinkButton, Notice, Onward, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Address } from './address.tsx';
import { Questions } from './questions.tsx';
import type { Answered } from './questions.tsx';
import { SecondStep } from './second.tsx';
import type { Second } from './second.tsx';

type Step = 'begin' | 'questions' | 'second' | 'address' | 'done' | 'removed';

/** A way back by answers that only this person knows: what it is worth, the questions, and an address that is proven. */
export function AnswersSetUp(): JSX.Element {
  const { answer, error, again } = useQuestion('recovery.answers', {}, ['recovery']);
  const [step, go] = useState<Step>('begin');
  const [answered, keep] = useState<readonly Answered[]>([]);
  const [second, take] = useState<Second>();
  if (step === 'done' || step === 'removed') return <Done isRemoved={step === 'removed'} />;
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (step === 'begin') {
    return <Begin isSet={answer.isSet} onward={() => go('questions')} onRemoved={() => go('removed')} />;
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

interface BeginProps {
  isSet: boolean;
  onward: () => void;
  onRemoved: () => void;
}

function Begin({ isSet, onward, onRemoved }: BeginProps): JSX.Element {
  const remove = useProvedAction(async () => {
    await call('recovery.answers.remove', {});
    onRemoved();
  }, true);
  return (
    <StepPage step={{ at: 1, of: 4 }} title={message('answersTitle')} text={message('answersText')}>
      <ol class="recovery-steps">
        <li>{message('answersHow1')}</li>
        <li>{message('answersHow2')}</li>
        <li>{message('answersHow3')}</li>
      </ol>
      <Notice>{message('recoveryAnswersText')}</Notice>
      {isSet && (
        <Notice icon="check">
          <p>{message('answersSet')}</p>
          <Button busy={remove.busy} onClick={() => void remove.run()}>
            {message('answersRemove')}
          </Button>
        </Notice>
      )}
      {remove.error !== undefined && <Failure error={remove.error} />}
      <Onward back={() => history.back()}>
        <Button big kind="primary" onClick={onward}>
          {message(isSet ? 'answersChange' : 'storeGoOn')}
        </Button>
      </Onward>
      {remove.dialog}
    </StepPage>
  );
}

function Done({ isRemoved }: { isRemoved: boolean }): JSX.Element {
  return (
    <StepPage
      title={message(isRemoved ? 'answersRemovedTitle' : 'answersDoneTitle')}
      text={message(isRemoved ? 'answersRemovedText' : 'answersDoneText')}
    >
      <Onward back={undefined}>
        <LinkButton big kind="primary" href="#recovery">
          {message('answersToLadder')}
        </LinkButton>
      </Onward>
    </StepPage>
  );
}
