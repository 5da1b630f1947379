import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { Status, WayKind } from '../../rpc/index.ts';
import { Button, Heading, isEscape } from '../kit/index.ts';
import { WithoutStore } from './without-store.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { PhraseForm } from './phrase-form.tsx';

const reasons: Record<NonNullable<Status['lockedBy']>, MessageKey> = {
  time: 'lockedByTime',
  demand: 'lockedByDemand',
  'browser-start': 'lockedByStart',
  'os-lock': 'lockedBySystem',
  clock: 'lockedByClock',
  'messages-time': 'lockedByMessages',
  'rotated-away': 'lockedByRotation',
  'store-aside': 'lockedByStoreAside',
  'device-cloned': 'lockedByCopy',
  'signed-out': 'lockedBySignOut',
  'device-removed': 'lockedByRemoval',
  'may-rejoin': 'lockedApart',
};

interface UnlockProps {
  status: Pick<Status, 'ways' | 'lockedBy'>;
  onUnlocked?: () => void;
  /** Without heading and reason, where the place has its own. */
  bare?: boolean;
}

const labels: Record<WayKind, MessageKey> = {
  password: 'unlockWithPassword',
  passkey: 'unlockByPasskey',
  phrase: 'unlockWithPhrase',
};

/** Every way in, the one used last first. The others are one press away; Escape comes back. */
export function Unlock({ status, onUnlocked = () => undefined, bare = false }: UnlockProps): JSX.Element {
  const kinds = [...new Set(status.ways.map((way) => way.kind))];
  const first = kinds[0] ?? 'password';
  const [chosen, choose] = useState<WayKind>();
  const way = chosen && kinds.includes(chosen) ? chosen : first;
  // A passkey needs no room of its own: the password's field stands below it, as the next best thing.
  const both = way === 'passkey' && kinds.includes('password');
  const others = kinds.filter((kind) => kind !== way && !(both && kind === 'password'));
  const back = (event: KeyboardEvent): void => {
    if (!isEscape(event) || way === first) return;
    event.preventDefault();
    choose(undefined);
  };
  const alternatives = others.map((kind) => (
    <Button key={kind} big onClick={() => choose(kind)}>
      {message(labels[kind])}
    </Button>
  ));
  return (
    <div class={bare ? 'unlock bare' : 'unlock'} onKeyDown={back}>
      {!bare && (
        <>
          <Heading>{message('unlockTitle')}</Heading>
          <p class="muted" aria-live="polite">
            {status.lockedBy && message(reasons[status.lockedBy])} {message('unlockSafe')}
          </p>
        </>
      )}
      {way === 'passkey' && <PasskeyForm onUnlocked={onUnlocked} autoFocus={!both} />}
      {both && <p class="or">{message('unlockOr')}</p>}
      {(way === 'password' || both) && (
        <PasswordForm onUnlocked={onUnlocked} second={both} beside={both ? alternatives : undefined} />
      )}
      {way === 'phrase' && <PhraseForm onUnlocked={onUnlocked} />}
      {!both && alternatives.length > 0 && (
        <>
          <p class="or">{message('unlockOr')}</p>
          <div class="alternatives">{alternatives}</div>
        </>
      )}
      {!bare && (status.lockedBy === 'rotated-away' || status.lockedBy === 'store-aside') && (
        <WithoutStore lockedBy={status.lockedBy} />
      )}
    </div>
  );
}
