import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Failure, LinkButton, Waiting } from '../../kit/index.ts';
import { Email, KnowsLink, Leave, mayHaveMoved, StoreStanding, useStore, wantsSignIn } from '../../account/index.ts';
import { hashOf } from '../route.ts';

/** The store of this vault: the ways to one, how things stand with it, leaving it. */
export function StoreSettings(): JSX.Element {
  const { answer: status, error, again } = useStore();
  if (!status) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (!status.connected) return <NoStore />;
  const { state, origin, email } = status;
  const signedIn = !wantsSignIn(status) || (state.at === 'stopped' && state.code !== 'signed-out');
  return (
    <div class="stack">
      <dl class="vault-facts">
        <dt>{message('storeAddressIs')}</dt>
        <dd translate={false}>{origin}</dd>
      </dl>
      {email !== undefined && <Email email={email} signedIn={signedIn} onChanged={again} />}
      <StoreStanding status={status} again={again} />
      {state.at === 'connecting' && (
        <p>
          <LinkButton href={hashOf({ place: 'connect', wish: 'signin' })}>{message('storeSignIn')}</LinkButton>
        </p>
      )}
      {mayHaveMoved(status) && (
        <p>
          <LinkButton href={hashOf({ place: 'connect', wish: 'moved' })}>{message('storeMovedUnheard')}</LinkButton>
        </p>
      )}
      <KnowsLink />
      {state.at === 'idle' && (
        <p>
          <LinkButton href={hashOf({ place: 'connect', wish: 'move' })}>{message('storeMove')}</LinkButton>
        </p>
      )}
      <Leave origin={origin} signedIn={signedIn} onLeft={again} />
    </div>
  );
}

function NoStore(): JSX.Element {
  return (
    <div class="stack">
      <p class="muted">{message('storeNone')}</p>
      <KnowsLink />
      <div class="line">
        <LinkButton icon="plus" href={hashOf({ place: 'connect', wish: 'signup' })}>
          {message('storeSignUp')}
        </LinkButton>
        <LinkButton icon="key" href={hashOf({ place: 'connect', wish: 'signin' })}>
          {message('storeHaveAccount')}
        </LinkButton>
      </div>
    </div>
  );
}
