import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { CardLook } from '../../rpc/index.ts';
import { hostPattern } from '../../typed/index.ts';
import { Button, Card, Failure, useAction } from '../kit/index.ts';
import { allowStore } from '../signin/index.ts';

/** A card that was read, or a code that somebody in the same room shows. */
export interface Seen {
  readonly text: string;
  readonly look: CardLook;
  readonly isMeeting: boolean;
}

interface SeenProps {
  seen: Seen;
  onAdded: (contact: string) => void;
  onBack: () => void;
}

/** What it says; the person adds whom they know. */
export function SeenCard({ seen, ...rest }: SeenProps): JSX.Element {
  return seen.isMeeting ? <SeenInRoom seen={seen} {...rest} /> : <SeenAnywhere seen={seen} {...rest} />;
}

function SeenAnywhere({ seen: { text, look }, onAdded, onBack }: SeenProps): JSX.Element {
  const add = useAction(async () => {
    // In the gesture itself, or the browser asks nobody.
    if (!look.isOwnStore) await allowStore(hostPattern(look.store));
    onAdded((await call('contacts.add', { text })).id);
  });
  const { contact } = look;
  return (
    <Card title={message('addContactTitle', look.name)}>
      <div class="stack">
        <p class="muted">{message('addContactAt', look.store)}</p>
        {look.is === 'new' && <p>{message('addContactClaim')}</p>}
        {look.is === 'own' && <p>{message('errorCardOwn')}</p>}
        {look.is === 'known' && <p>{message('addContactKnown')}</p>}
        {!look.isOwnStore && look.is === 'new' && <p class="muted">{message('addContactOther')}</p>}
        {add.error !== undefined && <Failure error={add.error} />}
        <div class="line">
          {look.is === 'new' && (
            <Button kind="primary" busy={add.busy} onClick={() => void add.run()}>
              {message('addContactDo')}
            </Button>
          )}
          {contact !== undefined && (
            <Button kind="primary" onClick={() => onAdded(contact)}>
              {message('addContactShow')}
            </Button>
          )}
          <Button onClick={onBack}>{message('kitBack')}</Button>
        </div>
      </div>
    </Card>
  );
}

/** Whoever scans from the other's own screen has compared them by it. */
function SeenInRoom({ seen: { text, look }, onAdded, onBack }: SeenProps): JSX.Element {
  const take = useAction(async () => {
    if (!look.isOwnStore) await allowStore(hostPattern(look.store));
    onAdded((await call('meetings.take', { code: text })).id);
  });
  return (
    <Card title={message('addContactTitle', look.name)}>
      <div class="stack">
        <p class="muted">{message('addContactAt', look.store)}</p>
        <p>{look.is === 'own' ? message('errorCardOwn') : message('meetingSeen', look.name)}</p>
        {!look.isOwnStore && look.is === 'new' && <p class="muted">{message('addContactOther')}</p>}
        {take.error !== undefined && <Failure error={take.error} />}
        <div class="line">
          {look.is !== 'own' && (
            <Button kind="primary" busy={take.busy} onClick={() => void take.run()}>
              {message(look.is === 'new' ? 'meetingTake' : 'meetingCompare')}
            </Button>
          )}
          <Button onClick={onBack}>{message('kitBack')}</Button>
        </div>
      </div>
    </Card>
  );
}
