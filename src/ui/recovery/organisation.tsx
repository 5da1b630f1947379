import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { OrganisationLook, OrganisationOffer, OrganisationView } from '../../rpc/index.ts';
import { Button, Failure, Notice, Onward, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Address } from './address.tsx';
import { ChooseOrganisation } from './choose-organisation.tsx';
import { Fingerprint, OrganisationLine } from './organisation-line.tsx';
import { Begin, Done } from './set-up.tsx';

type Step = 'begin' | 'choose' | 'confirm' | 'address' | 'done' | 'removed';

/** An organisation that can open the vault: what that means, which, whether it is the one, and an address that is proven. */
export function OrganisationSetUp(): JSX.Element {
  const { answer: view, error, again } = useQuestion('organisation.read', {}, ['ways', 'recovery']);
  const { answer: offer, error: offerError } = useQuestion('organisation.offer', {}, ['recovery']);
  const [step, go] = useState<Step>('begin');
  const [found, find] = useState<OrganisationLook>();
  if (step === 'done') return <Done title={message('organisationDoneTitle')} text={message('organisationDoneText')} />;
  if (step === 'removed')
    return <Done title={message('organisationRemovedTitle')} text={message('organisationRemovedText')} />;
  if (!view) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (step === 'begin' || !offer) {
    return (
      <FirstStep
        view={view}
        offer={offer}
        error={offerError}
        onward={() => go('choose')}
        onRemoved={() => go('removed')}
      />
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

interface FirstStepProps {
  view: OrganisationView;
  /** Absent until the store was asked, or where it can't be. */
  offer: OrganisationOffer | undefined;
  error: unknown;
  onward: () => void;
  onRemoved: () => void;
}

function FirstStep({ view, offer, error, onward, onRemoved }: FirstStepProps): JSX.Element {
  const { set, isPolicyFaulty } = view;
  const canBegin = offer?.isPublished === true && offer.sendsMail && set?.isKept !== true && !isPolicyFaulty;
  const isRemovable = set !== undefined && !set.isKept;
  return (
    <Begin
      of={4}
      title={message('organisationTitle')}
      text={message('organisationText')}
      hows={[message('organisationHow1'), message('organisationHow2'), message('organisationHow3')]}
      warning={message('organisationWarning')}
      remove={
        isRemovable ? { label: message('organisationRemove'), deed: () => call('organisation.remove', {}) } : undefined
      }
      onRemoved={onRemoved}
      onward={
        canBegin && (
          <Button big kind="primary" onClick={onward}>
            {message(set ? 'organisationReplace' : 'storeGoOn')}
          </Button>
        )
      }
    >
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
    </Begin>
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
