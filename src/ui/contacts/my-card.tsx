import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { OwnCard } from '../../rpc/index.ts';
import { Button, Card, dateOf, Failure, Field, Notice, useAction, useQuestion, Waiting } from '../kit/index.ts';
import { QrCode } from '../qr/index.ts';
import { RoomCode } from './room-code.tsx';

/** One's own card, to be given to others; made under a name that they see. */
export function MyCard({ onClose }: { onClose: () => void }): JSX.Element {
  const { answer: card, error, again } = useQuestion('contacts.card', {}, ['contacts']);
  const [isRenaming, rename] = useState(false);
  const [isInRoom, showInRoom] = useState(false);
  if (isInRoom) return <RoomCode onClose={() => showInRoom(false)} />;
  return (
    <Card title={message('contactsMyCard')}>
      {card === undefined && (error === undefined ? <Waiting /> : <Failure error={error} again={again} />)}
      {card === null || (card && isRenaming) ? (
        <MakeCard
          name={card?.name ?? ''}
          onMade={() => {
            rename(false);
            again();
          }}
          onClose={card ? () => rename(false) : onClose}
        />
      ) : (
        card && (
          <GivenCard
            card={card}
            onInRoom={() => showInRoom(true)}
            onAnother={() => rename(true)}
            onEnded={again}
            onClose={onClose}
          />
        )
      )}
    </Card>
  );
}

interface MakeCardProps {
  name: string;
  onMade: () => void;
  onClose: () => void;
}

function MakeCard({ name: before, onMade, onClose }: MakeCardProps): JSX.Element {
  const [name, setName] = useState(before);
  const make = useAction(async () => {
    await call('contacts.card.make', { name });
    onMade();
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void make.run();
      }}
    >
      <p class="muted">{message(before === '' ? 'cardMakeText' : 'cardAnotherText')}</p>
      <Field
        label={message('cardName')}
        value={name}
        maxLength={200}
        autoFocus
        onInput={(value) => {
          setName(value);
          make.clear();
        }}
      />
      {make.error !== undefined && <Failure error={make.error} />}
      <div class="line">
        <Button kind="primary" busy={make.busy} disabled={name.trim() === ''}>
          {message('cardMake')}
        </Button>
        <Button onClick={onClose}>{message('kitCancel')}</Button>
      </div>
    </form>
  );
}

interface GivenCardProps {
  card: OwnCard;
  onInRoom: () => void;
  onAnother: () => void;
  onEnded: () => void;
  onClose: () => void;
}

function GivenCard({ card, onInRoom, onAnother, onEnded, onClose }: GivenCardProps): JSX.Element {
  const [copied, setCopied] = useState<'link' | 'text'>();
  const copy = useAction(async (what: 'link' | 'text') => {
    await call('clipboard.copy', { text: what === 'link' ? card.link : card.armored, lasts: true });
    setCopied(what);
  });
  const end = useAction(async () => {
    await call('contacts.card.end', {});
    onEnded();
  });
  return (
    <div class="stack">
      <p>
        <strong>
          <bdi>{card.name}</bdi>
        </strong>{' '}
        <span class="muted">{message('cardUntil', dateOf(card.expiresAt))}</span>
      </p>
      <p class="muted">{message('cardText')}</p>
      <div class="contact-code">
        <QrCode text={card.armored} label={message('cardCode', card.name)} />
      </div>
      <div class="line">
        <Button kind="primary" icon="copy" onClick={() => void copy.run('link')}>
          {message('cardCopyLink')}
        </Button>
        <Button icon="copy" onClick={() => void copy.run('text')}>
          {message('cardCopyText')}
        </Button>
        <Button icon="qr" onClick={onInRoom}>
          {message('meetingShow')}
        </Button>
        <span class="spring" />
        <Button kind="quiet" onClick={onClose}>
          {message('cardClose')}
        </Button>
      </div>
      <div aria-live="polite">
        {copied && <Notice icon="check">{message(copied === 'link' ? 'cardLinkCopied' : 'cardTextCopied')}</Notice>}
      </div>
      {copy.error !== undefined && <Failure error={copy.error} />}
      {end.error !== undefined && <Failure error={end.error} />}
      <div class="line">
        <Button kind="quiet" onClick={onAnother}>
          {message('cardAnother')}
        </Button>
        <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>
          {message('cardEnd')}
        </Button>
      </div>
    </div>
  );
}
