import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Button } from '../../kit/index.ts';
import { tabHere } from '../here.ts';
import type { Said } from '../row-actions.ts';

/** Whether a login is typed in the page behind the popup: known a moment after the popup is there. */
export function useTypedHere(): boolean {
  const [isTyped, setTyped] = useState(false);
  useEffect(() => {
    void tabHere()
      .then((tab) => (tab === undefined ? { typed: false } : call('save.look', { tab })))
      .then(({ typed }) => setTyped(typed))
      .catch(() => undefined);
  }, []);
  return isTyped;
}

/** Says that something is typed there, with the button that keeps it. */
export function TypedHere({ act }: { act: (work: () => Promise<Said | undefined>) => void }): JSX.Element {
  return (
    <>
      <p>{message('saveTyped')}</p>
      <Button kind="primary" onClick={() => act(saveHere)}>
        {message('saveTypedHere')}
      </Button>
    </>
  );
}

async function saveHere(): Promise<Said> {
  const tab = await tabHere();
  const { offer } = tab === undefined ? {} : await call('save.here', { tab });
  if (!offer) return { text: message('saveNothing') };
  await call('save.decide', { offer: offer.id, answer: { do: 'save', into: offer.update } });
  return { text: message('saveKept', offer.title) };
}
