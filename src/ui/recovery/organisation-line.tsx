import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { OrganisationView } from '../../rpc/index.ts';
import { dateOf } from '../kit/index.ts';

/** Which organisation can open the vault, since when, by which key, and whose word that was. */
export function OrganisationLine({ set }: { set: NonNullable<OrganisationView['set']> }): JSX.Element {
  return (
    <>
      <p>{message('organisationSet', set.name, dateOf(set.since))}</p>
      <Fingerprint letters={set.fingerprint} />
      <p class="small muted">{message(set.by === 'policy' ? 'organisationByPolicy' : 'organisationByPerson')}</p>
    </>
  );
}

/** As it stands on paper: seven groups of four. */
export function Fingerprint({ letters }: { letters: string }): JSX.Element {
  return (
    <p>
      <span class="small muted" id="organisation-fingerprint">
        {message('organisationFingerprint')}
      </span>
      <br />
      <strong class="mono" dir="ltr" role="group" aria-labelledby="organisation-fingerprint">
        {(letters.match(/.{1,4}/gu) ?? []).join(' ')}
      </strong>
    </p>
  );
}
