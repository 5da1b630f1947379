import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { OrganisationLook, OrganisationOffer, OrganisationView } from '../../rpc/index.ts';
import { Button, Failure, LinkButton, Notice, Onward, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Address } from './address.tsx';
import { ChooseOrganisation } from './choose-organisation.tsx';
import { Fingerprint, OrganisationLine } from './organisation-line.tsx';

type Step = 'begin' | 'choose' | 'confirm' | 'address' | 'done' | 'removed';

/** An organisation that can open the vault: what that means, which, whether it is the one, and an address that is proven. */
export function OrganisationSetUp(): JSX.Element {
  const { answer: view, error, again } = useQuestion('organisation.read', {}, ['ways', 'recovery']);
  const { answer: offer, error: offerError } = useQuestion('organisation.offer', {}, ['recovery']);
  const [step, go] = useState<Step>('begin');
  const [found, find] = useState<OrganisationLook>();
  if (step === 'done' || step === 'removed') return <Done isRemoved={step === 'removed'} />;
  if (!view) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (step === 'begin' || !offer) {
    return (
      <Begin view={view} offer={offer} error={offerError} onward={() => go('choose')} onRemoved={() => go('removed')} />
    );
  }
  if (step === 'choose' || !found) {
    return (
      <ChooseOrganisation
        policy={view.policy}
        onBack={() => go('begin')}
        onFound={(look) => {
          find(look);
          go('confirm');
        }}
      />
    );
  }
  const { fingerprint } = found;
  if (step === 'confirm') {
    return (
      <Confirm
        found={found}
        needsAddress={offer.needsAddress}
        onBack={() => go('choose')}
        onSet={() => go('done')}
        onAddress={() => go('address')}
      />
    );
  }
  return (
    <Address
      step={{ at: 4, of: 4 }}
      title={message('trusteesAddressTitle')}
      text={message('trusteesAddressText')}
      submit={message('organisationDo')}
      onBack={() => go('confirm')}
      save={async (proof) => {
        await call('organisation.set', { fingerprint, proof });
        go('done');
      }}
    />
  );
}

interface BeginProps {
  view: OrganisationView;
  /** Absent until the store was asked, or where it can't be. */
  offer: OrganisationOffer | undefined;
  error: unknown;
  onward: () => void;
  onRemoved: () => void;
}

function Begin({ view: { set, isPolicyFaulty }, offer, error, onward, onRemoved }: BeginProps): JSX.Element {
  const remove = useProvedAction(async () => {
    await call('organisation.remove', {});
    onRemoved();
  }, true);
  const canBegin = offer?.isPublished === true && offer.sendsMail && set?.isKept !== true && !isPolicyFaulty;
  return (
    <StepPage step={{ at: 1, of: 4 }} title={message('organisationTitle')} text={message('organisationText')}>
      <ol class="recovery-steps">
        <li>{message('organisationHow1')}</li>
        <li>{message('organisationHow2')}</li>
        <li>{message('organisationHow3')}</li>
      </ol>
      <Notice>{message('organisationWarning')}</Notice>
      {error !== undefined && <Failure error={error} />}
      {isPolicyFaulty && <Notice>{message('errorOrganisationPolicy')}</Notice>}
      {offer?.isPublished === false && <Notice>{message('organisationUnpublished')}</Notice>}
      {offer?.sendsMail === false && <Notice>{message('trusteesNoMail')}</Notice>}
      {set && (
        <Notice icon="check">
          <OrganisationLine set={set} />
        </Notice>
      )}
      {set?.isOther && <Notice>{message('organisationOther')}</Notice>}
      {set?.isKept && <p class="muted">{message('organisationKept')}</p>}
      {set && !set.isKept && (
        <p>
          <Button busy={remove.busy} onClick={() => void remove.run()}>
            {message('organisationRemove')}
          </Button>
        </p>
      )}
      {remove.error !== undefined && <Failure error={remove.error} />}
      <Onward back={() => history.back()}>
        {canBegin && (
          <Button big kind="primary" onClick={onward}>
            {message(set ? 'organisationReplace' : 'storeGoOn')}
          </Button>
        )}
      </Onward>
      {remove.dialog}
    </StepPage>
  );
}

interface ConfirmProps {
  found: OrganisationLook;
  needsAddress: boolean;
  onBack: () => void;
  onSet: () => void;
  onAddress: () => void;
}

/** Name and fingerprint once more, before anything is sealed. Where the store knows an address already, this is the last step. */
function Confirm({ found, needsAddress, onBack, onSet, onAddress }: ConfirmProps): JSX.Element {
  const { name, fingerprint } = found;
  const set = useProvedAction(async () => {
    await call('organisation.set', { fingerprint });
    onSet();
  }, true);
  return (
    <StepPage
      step={{ at: 3, of: 4 }}
      title={message('organisationConfirmTitle')}
      text={message('organisationConfirmText')}
    >
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
      </p>
      <Fingerprint letters={fingerprint} />
      {set.error !== undefined && <Failure error={set.error} />}
      <Onward back={onBack}>
        <Button big kind="primary" busy={set.busy} onClick={() => (needsAddress ? onAddress() : void set.run())}>
          {message(needsAddress ? 'storeGoOn' : 'organisationDo')}
        </Button>
      </Onward>
      {set.dialog}
    </StepPage>
  );
}

function Done({ isRemoved }: { isRemoved: boolean }): JSX.Element {
  return (
    <StepPage
      title={message(isRemoved ? 'organisationRemovedTitle' : 'organisationDoneTitle')}
      text={message(isRemoved ? 'organisationRemovedText' : 'organisationDoneText')}
    >
      <Onward back={undefined}>
        <LinkButton big kind="primary" href="#recovery">
          {message('answersToLadder')}
        </LinkButton>
      </Onward>
    </StepPage>
  );
}
