import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { LadderRow, RungState } from '../../recovery/index.ts';
import type { LadderView } from '../../rpc/index.ts';
import { Failure, Heading, LinkButton, Notice, useQuestion, Waiting, written } from '../kit/index.ts';
import { LossesLink } from './losses.tsx';
import { OrganisationLine } from './organisation-line.tsx';
import { rungWords, stateWords } from './rungs.ts';

/** What the trustees of a vault confirm comes as messages do. */
const hears = ['ways', 'account', 'recovery', 'contacts', 'messages'] as const;

const verdicts = { here: 'recoveryOnlyHere', none: 'recoveryNoWay', one: 'recoveryOneWay' } as const;

/** Four levels of ways back: what is set up, what is missing, and what the store could do with each. */
export function Ladder(): JSX.Element {
  const { answer: ladder, error, again } = useQuestion('recovery.ladder', {}, hears);
  if (!ladder) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="recovery stack">
      <Heading>{message('recoveryTitle')}</Heading>
      <p class="muted">{verdictOf(ladder)}</p>
      {ladder.isStoreUnasked && <Notice>{message('recoveryUnasked')}</Notice>}
      <ol class="recovery-rungs" aria-label={message('recoveryRungs')}>
        {ladder.rows.map((row) => (
          <Rung key={row.rung} row={row} browsers={ladder.browsers} />
        ))}
      </ol>
      <div class="line">
        <LinkButton kind="primary" href="#drill">
          {message('recoveryTry')}
        </LinkButton>
        <LinkButton icon="print" href="#kit">
          {message('kitPageOpen')}
        </LinkButton>
        <LossesLink />
      </div>
      <p class="small muted">
        <strong>{message('recoveryAllLost')}</strong>
      </p>
    </div>
  );
}

function verdictOf({ verdict, independent }: LadderView): string {
  return verdict === 'more' ? message('recoveryMoreWays', String(independent)) : message(verdicts[verdict]);
}

function Rung({ row, browsers }: { row: LadderRow; browsers: readonly string[] }): JSX.Element {
  const { title, text } = rungWords[row.rung];
  const names = row.rung === 'browser' ? browsers.filter((name) => name !== '') : [];
  return (
    <li class="card recovery-rung">
      <b class="muted" aria-label={message('recoveryLevel', String(row.level))}>
        {row.level}
      </b>
      <div>
        <h2>{message(title)}</h2>
        <p class="small">{message(text)}</p>
        {row.rung === 'organisation' && <Organisation />}
        {names.length > 0 && <p class="small muted">{names.join(' · ')}</p>}
      </div>
      <State row={row} />
    </li>
  );
}

const linkWords: Readonly<Partial<Record<RungState, MessageKey>>> = {
  'needs-store': 'recoveryToStore',
  waiting: 'recoveryLook',
  set: 'recoveryChange',
};

function told({ state, confirmed }: LadderRow): string {
  if (state !== 'waiting' || !confirmed) return message(stateWords[state]);
  return message('recoveryWaiting', written(confirmed.held), written(confirmed.needed));
}

/** Said where it is set up, whatever the store tells: it is the vault that knows. */
function Organisation(): JSX.Element | null {
  const { answer } = useQuestion('organisation.read', {}, ['ways', 'recovery']);
  if (!answer) return null;
  const { set, policy, isPolicyFaulty } = answer;
  return (
    <>
      {isPolicyFaulty && <p class="small">{message('errorOrganisationPolicy')}</p>}
      {policy && !set && <p class="small">{message('organisationPolicyWaits')}</p>}
      {set && <OrganisationLine set={set} />}
      {set && (
        <p class="small">
          <a href="#organisation">{message('organisationLook')}</a>
        </p>
      )}
    </>
  );
}

/** What is missing is plain, never red: to lack it is no fault. */
function State({ row }: { row: LadderRow }): JSX.Element {
  const { rung, level, state } = row;
  const { place, title } = rungWords[rung];
  // Where no organisation has a key here, there is nothing to set up.
  const isNowhere = rung === 'organisation' && state === 'not-offered';
  const leads = state === 'needs-store' ? '#connect/signup' : isNowhere ? undefined : place;
  const isDone = state === 'set' || (rung === 'password' && state === 'here');
  // What the store helps with has no other place where it is changed, or taken away.
  const isChangedThere = state === 'set' && level === 3;
  if ((isDone && !isChangedThere) || leads === undefined)
    return <span class={isDone ? 'small' : 'small muted'}>{told(row)}</span>;
  const words = message(linkWords[state] ?? 'recoverySetUp');
  return (
    <span class="small">
      <span class={isDone ? '' : 'muted'}>{told(row)} </span>
      <a href={leads} aria-label={`${words}: ${message(title)}`}>
        {words}
      </a>
    </span>
  );
}
