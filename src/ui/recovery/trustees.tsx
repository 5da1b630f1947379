import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { TrusteeRow, TrusteesView } from '../../rpc/index.ts';
import {
  Button,
  dateOf,
  Failure,
  LinkButton,
  Notice,
  Onward,
  StepPage,
  useQuestion,
  Waiting,
  written,
} from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Address } from './address.tsx';
import { ChooseTrustees } from './choose-trustees.tsx';
import type { Chosen } from './choose-trustees.tsx';

type Step = 'begin' | 'choose' | 'address' | 'done' | 'removed';

const FEWEST = 2;

/** A way back by people who hold parts: what it is worth, whom, and an address that is proven. */
export function TrusteesSetUp(): JSX.Element {
  const { answer, error, again } = useQuestion('trustees.read', {}, ['recovery', 'contacts', 'messages']);
  const [step, go] = useState<Step>('begin');
  const [chosen, keep] = useState<Chosen>();
  if (step === 'done' || step === 'removed') return <Done isRemoved={step === 'removed'} />;
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (step === 'begin') return <Begin view={answer} onward={() => go('choose')} onRemoved={() => go('removed')} />;
  if (step === 'choose' || !chosen) {
    return (
      <Choose
        view={answer}
        onBack={() => go('begin')}
        onSet={() => go('done')}
        onAddress={(people) => {
          keep(people);
          go('address');
        }}
      />
    );
  }
  return (
    <Address
      step={{ at: 3, of: 3 }}
      title={message('trusteesAddressTitle')}
      text={message('trusteesAddressText')}
      submit={message('trusteesDo')}
      onBack={() => go('choose')}
      save={async (proof) => {
        await call('trustees.set', { ...chosen, people: [...chosen.people], proof });
        go('done');
      }}
    />
  );
}

interface BeginProps {
  view: TrusteesView;
  onward: () => void;
  onRemoved: () => void;
}

function Begin({ view, onward, onRemoved }: BeginProps): JSX.Element {
  const remove = useProvedAction(async () => {
    await call('trustees.remove', {});
    onRemoved();
  }, true);
  const canBegin = view.isOffered && view.candidates.length >= FEWEST;
  return (
    <StepPage step={{ at: 1, of: 3 }} title={message('trusteesTitle')} text={message('trusteesText')}>
      <ol class="recovery-steps">
        <li>{message('trusteesHow1')}</li>
        <li>{message('trusteesHow2')}</li>
        <li>{message('trusteesHow3')}</li>
      </ol>
      <Notice>{message('trusteesWarning')}</Notice>
      {!view.isOffered && <Notice>{message('trusteesNoMail')}</Notice>}
      {view.candidates.length < FEWEST && <Notice>{message('trusteesFew')}</Notice>}
      {view.state === 'unfinished' && <Notice kind="danger">{message('trusteesUnfinished')}</Notice>}
      {view.state === 'set' && <People needed={view.needed} people={view.people} />}
      {view.state !== 'none' && (
        <p>
          <Button busy={remove.busy} onClick={() => void remove.run()}>
            {message('trusteesRemove')}
          </Button>
        </p>
      )}
      {remove.error !== undefined && <Failure error={remove.error} />}
      <Onward back={() => history.back()}>
        {canBegin && (
          <Button big kind="primary" onClick={onward}>
            {message(view.state === 'none' ? 'storeGoOn' : 'trusteesChange')}
          </Button>
        )}
      </Onward>
      {remove.dialog}
    </StepPage>
  );
}

function People({ needed, people }: { needed: number; people: readonly TrusteeRow[] }): JSX.Element {
  return (
    <Notice icon="check">
      <p>{message('trusteesSet', written(needed), written(people.length))}</p>
      <ul aria-label={message('trusteesList')}>
        {people.map((row) => (
          <li key={row.id}>
            {row.person && <bdi>{row.person.name}</bdi>} <span class="small muted">{stateOf(row)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What is known of somebody's part. */
function stateOf({ state, at = 0 }: TrusteeRow): string {
  switch (state) {
    case 'sent':
      return message('trusteeSent');
    case 'held':
      return message('trusteeHeld', dateOf(at));
    case 'changed':
      return message('trusteeChanged', dateOf(at));
    case 'gone':
      return message('trusteeGone');
  }
}

interface ChooseProps {
  view: TrusteesView;
  onBack: () => void;
  onSet: () => void;
  onAddress: (chosen: Chosen) => void;
}

/** Where the store knows an address already, choosing is the last step. */
function Choose({ view, onBack, onSet, onAddress }: ChooseProps): JSX.Element {
  const set = useProvedAction(async (chosen: Chosen) => {
    await call('trustees.set', { ...chosen, people: [...chosen.people] });
    onSet();
  }, true);
  return (
    <>
      <ChooseTrustees
        view={view}
        busy={set.busy}
        error={set.error}
        onBack={onBack}
        onChosen={(chosen) => {
          if (view.needsAddress) onAddress(chosen);
          else void set.run(chosen);
        }}
      />
      {set.dialog}
    </>
  );
}

function Done({ isRemoved }: { isRemoved: boolean }): JSX.Element {
  return (
    <StepPage
      title={message(isRemoved ? 'trusteesRemovedTitle' : 'trusteesDoneTitle')}
      text={message(isRemoved ? 'trusteesRemovedText' : 'trusteesDoneText')}
    >
      <Onward back={undefined}>
        <LinkButton big kind="primary" href="#recovery">
          {message('answersToLadder')}
        </LinkButton>
      </Onward>
    </StepPage>
  );
}
