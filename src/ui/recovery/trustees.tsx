import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { TrusteeRow, TrusteesView } from '../../rpc/index.ts';
import { Button, dateOf, Failure, LinkButton, Notice, useQuestion, Waiting, written } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Address } from './address.tsx';
import { ChooseTrustees } from './choose-trustees.tsx';
import type { Chosen } from './choose-trustees.tsx';
import { Begin, Done } from './set-up.tsx';

type Step = 'begin' | 'choose' | 'address' | 'done' | 'removed';

const FEWEST = 2;

/** A way back by people who hold parts: what it is worth, whom, and an address that is proven. */
export function TrusteesSetUp(): JSX.Element {
  const { answer, error, again } = useQuestion('trustees.read', {}, ['recovery', 'contacts', 'messages']);
  const [step, go] = useState<Step>('begin');
  const [chosen, keep] = useState<Chosen>();
  if (step === 'done') return <Done title={message('trusteesDoneTitle')} text={message('trusteesDoneText')} />;
  if (step === 'removed') return <Done title={message('trusteesRemovedTitle')} text={message('trusteesRemovedText')} />;
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (step === 'begin') return <FirstStep view={answer} onward={() => go('choose')} onRemoved={() => go('removed')} />;
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

interface FirstStepProps {
  view: TrusteesView;
  onward: () => void;
  onRemoved: () => void;
}

function FirstStep({ view, onward, onRemoved }: FirstStepProps): JSX.Element {
  const { state, isOffered, candidates } = view;
  const isFew = candidates.length < FEWEST;
  return (
    <Begin
      of={3}
      title={message('trusteesTitle')}
      text={message('trusteesText')}
      hows={[message('trusteesHow1'), message('trusteesHow2'), message('trusteesHow3')]}
      warning={message('trusteesWarning')}
      remove={
        state === 'none' ? undefined : { label: message('trusteesRemove'), deed: () => call('trustees.remove', {}) }
      }
      onRemoved={onRemoved}
      onward={isOffered && (isFew ? <ToContacts /> : <Onward isBegun={state !== 'none'} onward={onward} />)}
    >
      {!isOffered && <Notice>{message('trusteesNoMail')}</Notice>}
      {isFew && <Notice>{message('trusteesFew')}</Notice>}
      {state === 'unfinished' && <Notice kind="danger">{message('trusteesUnfinished')}</Notice>}
      {state === 'set' && <People needed={view.needed} people={view.people} />}
    </Begin>
  );
}

function Onward({ isBegun, onward }: { isBegun: boolean; onward: () => void }): JSX.Element {
  return (
    <Button big kind="primary" onClick={onward}>
      {message(isBegun ? 'trusteesChange' : 'storeGoOn')}
    </Button>
  );
}

/** Nobody can be chosen before they were compared. */
function ToContacts(): JSX.Element {
  return (
    <LinkButton big kind="primary" href="#contacts">
      {message('trusteesToContacts')}
    </LinkButton>
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
