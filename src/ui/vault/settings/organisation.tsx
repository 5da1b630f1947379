import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Failure, LinkButton, Notice, useQuestion, Waiting } from '../../kit/index.ts';
import { OrganisationLine } from '../../recovery/index.ts';

/** An organisation that can open this vault: said here, too, and never only where somebody looks for ways back. */
export function OrganisationSettings(): JSX.Element {
  const { answer, error, again } = useQuestion('organisation.read', {}, ['ways', 'recovery']);
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack">
      {answer.set ? <OrganisationLine set={answer.set} /> : <p class="muted">{message('organisationNone')}</p>}
      {answer.policy && !answer.set && <p>{message('organisationPolicyWaits')}</p>}
      {answer.isPolicyFaulty && <Notice>{message('errorOrganisationPolicy')}</Notice>}
      <p>
        <LinkButton href="#organisation">{message(answer.set ? 'organisationLook' : 'recoverySetUp')}</LinkButton>
      </p>
    </div>
  );
}
