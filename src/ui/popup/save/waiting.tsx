import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { SaveAnswer, SaveOffer } from '../../../rpc/index.ts';
import { Button, IconButton, List, Row } from '../../kit/index.ts';
import type { Said } from '../row-actions.ts';

interface WaitingProps {
  offers: readonly SaveOffer[];
  /** The row that Enter does. */
  chosen: number;
  act: (work: () => Promise<Said | undefined>) => void;
}

/** Logins that were typed into pages and are not kept: the first rows of the popup, until each is answered. */
export function WaitingOffers({ offers, chosen, act }: WaitingProps): JSX.Element {
  const groups = [
    ['saveWaitingLocked', offers.filter(({ whileLocked }) => whileLocked)],
    ['saveWaiting', offers.filter(({ whileLocked }) => !whileLocked)],
  ] as const;
  const inOrder = groups.flatMap(([, some]) => some);
  return (
    <>
      {groups.map(
        ([title, some]) =>
          some.length > 0 && (
            <List key={title} title={message(title)}>
              {some.map((offer) => (
                <OfferRow key={offer.id} offer={offer} selected={inOrder.indexOf(offer) === chosen} act={act} />
              ))}
            </List>
          ),
      )}
    </>
  );
}

function OfferRow({
  offer,
  selected,
  act,
}: { offer: SaveOffer; selected: boolean } & Pick<WaitingProps, 'act'>): JSX.Element {
  const isUpdate = offer.update !== undefined;
  const save = (): void => act(() => answer(offer, { do: 'save', into: offer.update }));
  const later = (): void => act(() => answer(offer, { do: 'later' }));
  return (
    <Row
      icon="key"
      title={message(isUpdate ? 'saveUpdateRow' : 'saveRow', offer.title)}
      detail={[offer.username, offer.title === offer.host ? '' : offer.host].filter((part) => part !== '').join(' · ')}
      selected={selected}
      action={
        <>
          <Button kind={selected ? 'primary' : 'plain'} onClick={save}>
            {message(isUpdate ? 'saveUpdate' : 'saveSave')}
          </Button>
          <IconButton icon="close" label={message('saveNotNow')} onClick={later} />
        </>
      }
      onOpen={save}
    />
  );
}

async function answer(offer: SaveOffer, what: SaveAnswer): Promise<Said | undefined> {
  await call('save.decide', { offer: offer.id, answer: what });
  return what.do === 'save' ? { text: message('saveKept', offer.title) } : undefined;
}
