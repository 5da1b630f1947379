import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { OrganisationLook, OrganisationView } from '../../rpc/index.ts';
import { Button, Failure, Field, Onward, StepPage, useAction } from '../kit/index.ts';
import { pixelsOf, QrSources, scan } from '../qr/index.ts';
import type { Wanted } from '../qr/index.ts';
import { Fingerprint } from './organisation-line.tsx';

const fingerprintCode: Wanted = { isIt: (text) => /^latchkey:organisation:/iu.test(text), other: 'qr-no-fingerprint' };

interface ChooseOrganisationProps {
  /** Says which, where there is one. */
  policy: OrganisationView['policy'];
  onBack: () => void;
  onFound: (found: OrganisationLook) => void;
}

/** The fingerprint: typed or scanned, or as policy has it. The store is asked for its key, and for nothing else. */
export function ChooseOrganisation({ policy, onBack, onFound }: ChooseOrganisationProps): JSX.Element {
  const [typed, type] = useState('');
  const look = useAction(async () => onFound(await call('organisation.look', policy ? {} : { fingerprint: typed })));
  const picture = useAction(async (taken: Promise<Blob>) =>
    type(await scan(await pixelsOf(await taken), 'still', fingerprintCode)),
  );
  const submit = (event: Event): void => {
    event.preventDefault();
    if (policy || typed.trim() !== '') void look.run();
  };
  return (
    <StepPage
      step={{ at: 2, of: 4 }}
      title={message(policy ? 'organisationPolicyTitle' : 'organisationFingerprintTitle')}
      text={message(policy ? 'organisationPolicyText' : 'organisationFingerprintText')}
    >
      <form class="stack" onSubmit={submit}>
        {policy ? (
          <Fingerprint letters={policy.fingerprint} />
        ) : (
          <>
            <Field
              mono
              label={message('organisationFingerprint')}
              value={typed}
              maxLength={100}
              onInput={(text) => {
                type(text);
                look.clear();
                picture.clear();
              }}
              autoFocus
            />
            <QrSources
              wanted={fingerprintCode}
              busy={picture.busy}
              onPicture={picture.run}
              onFound={type}
              onOpen={picture.clear}
            />
          </>
        )}
        {picture.error !== undefined && <Failure error={picture.error} />}
        {look.error !== undefined && <Failure error={look.error} />}
        <Onward back={onBack}>
          <Button big kind="primary" busy={look.busy}>
            {message('storeGoOn')}
          </Button>
        </Onward>
      </form>
    </StepPage>
  );
}
