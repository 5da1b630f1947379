import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { SaveAnswer, SaveOffer } from '../../rpc/index.ts';
import { close, Frame, ticket, useEscape, useShown } from '../frame/index.ts';
import { Button, Failure, useAction, useQuestion } from '../kit/index.ts';
import { Another } from './another.tsx';
import { Offered } from './offered.tsx';

type View = 'offer' | 'another' | 'never';

/**
 * The whole frame. Every press in it that does anything counts only from a person who has been seeing it; it goes once there
 * is nothing left to answer.
 */
export function Save(): JSX.Element {
  const { answer: task, error } = useQuestion('save.task', { ticket: ticket() }, ['saves', 'status']);
  const [view, show] = useState<View>('offer');
  const shown = useShown();
  const act = useAction(async (offer: SaveOffer, answer: SaveAnswer) => {
    await call('save.answer', { ticket: ticket(), offer: offer.id, answer });
    show('offer');
  });
  const offer = task?.offer;
  const isOver = task !== undefined && offer === undefined;
  useEffect(() => {
    if (isOver) void close();
  }, [isOver]);
  const answered = (answer: SaveAnswer) =>
    shown.whenSeen(() => {
      if (offer) void act.run(offer, answer);
    });
  const back = (): void => show('offer');
  const later = (): void => {
    if (offer) void act.run(offer, { do: 'later' });
    else void close();
  };
  useEscape(view === 'offer' ? () => void close() : back);
  return (
    <Frame
      title={message(offer?.update === undefined ? 'saveTitle' : 'saveUpdateTitle')}
      isTitleShown
      site={offer?.host}
      shown={shown}
      more={[
        ...(offer && offer.others.length > 0
          ? [{ label: message('saveAnother'), onChoose: () => show('another') }]
          : []),
        { label: message('saveNever'), onChoose: () => show('never') },
      ]}
      onClose={later}
      foot={offer && <Foot offer={offer} view={view} busy={act.busy} answered={answered} back={back} />}
    >
      {offer && view === 'offer' && (
        <Offered
          offer={offer}
          edit={offer.update === undefined ? answered({ do: 'save', edit: true }) : undefined}
          whenSeen={shown.whenSeen}
        />
      )}
      {offer && view === 'another' && (
        <Another offer={offer} choose={(login) => answered({ do: 'save', into: login.id })} />
      )}
      {offer && view === 'never' && <p class="save-says">{message('saveNeverText', offer.host)}</p>}
      {(error ?? act.error) !== undefined && <Failure error={error ?? act.error} />}
    </Frame>
  );
}

interface FootProps {
  offer: SaveOffer;
  view: View;
  busy: boolean;
  answered: (answer: SaveAnswer) => (event: MouseEvent) => void;
  back: () => void;
}

function Foot({ offer, view, busy, answered, back }: FootProps): JSX.Element {
  if (view !== 'offer') {
    return (
      <>
        <Button kind="quiet" onClick={back}>
          {message('saveBack')}
        </Button>
        <span class="spring" />
        {view === 'never' && (
          <Button kind="danger" busy={busy} onClick={answered({ do: 'never' })}>
            {message('saveNeverYes')}
          </Button>
        )}
      </>
    );
  }
  const isUpdate = offer.update !== undefined;
  return (
    <>
      <span class="save-site">{isUpdate ? message('saveOldStays') : message('saveFor', offer.host)}</span>
      <span class="spring" />
      {isUpdate && (
        <Button busy={busy} onClick={answered({ do: 'save' })}>
          {message('saveAsNew')}
        </Button>
      )}
      <Button kind="primary" busy={busy} onClick={answered({ do: 'save', into: offer.update })}>
        {message(isUpdate ? 'saveUpdate' : 'saveSave')}
      </Button>
    </>
  );
}
