import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { SaveOffer } from '../../rpc/index.ts';
import { Letter, ticket } from '../frame/index.ts';
import type { Shown } from '../frame/index.ts';
import { DOTS, IconButton, Secret, useEye } from '../kit/index.ts';

interface OfferedProps {
  offer: SaveOffer;
  /** Absent where an item is there already. */
  edit: ((event: MouseEvent) => void) | undefined;
  whenSeen: Shown['whenSeen'];
}

/** Which login it is and who; its password only while somebody asks to see it. */
export function Offered({ offer, edit, whenSeen }: OfferedProps): JSX.Element {
  const [isSeen, see] = useEye();
  const [password, setPassword] = useState('');
  useEffect(() => {
    setPassword('');
    see(false);
  }, [offer.id]);
  useEffect(() => {
    if (!isSeen) setPassword('');
  }, [isSeen]);
  const look = async (): Promise<void> => {
    const answer = await call('save.password', { ticket: ticket(), offer: offer.id }).catch(() => undefined);
    if (!answer) return;
    setPassword(answer.password);
    see(true);
  };
  const toggle = whenSeen(() => (isSeen ? see(false) : void look()));
  return (
    <div class="save-offer">
      <div class="line">
        <Letter of={offer.title} />
        <span class="save-names">
          <strong dir="auto">{offer.title}</strong>
          <span class="muted" dir="auto">
            {offer.username === '' ? message('saveNoName') : offer.username}
          </span>
        </span>
        {edit && <IconButton icon="pen" label={message('saveEdit')} onClick={edit} />}
      </div>
      <div class="line">
        {offer.update !== undefined && (
          <span class="save-change muted" aria-hidden="true">
            {DOTS}
            <span class="save-arrow">→</span>
          </span>
        )}
        <span class="hidden-text">{message('saveNew')}</span>
        <span class="save-password">
          {isSeen && password !== '' ? <Secret text={password} /> : <span aria-hidden="true">{DOTS}</span>}
        </span>
        <IconButton icon="eye" label={message(isSeen ? 'saveHide' : 'saveShow')} pressed={isSeen} onClick={toggle} />
      </div>
    </div>
  );
}
