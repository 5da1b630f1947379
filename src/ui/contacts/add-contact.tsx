import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { isCardText, isMeetingCode } from '../../typed/index.ts';
import { Button, Card, Failure, TextArea, useAction } from '../kit/index.ts';
import { pixelsOf, QrSources, scan } from '../qr/index.ts';
import type { Wanted } from '../qr/index.ts';
import { SeenCard } from './seen-card.tsx';
import type { Seen } from './seen-card.tsx';

const cards: Wanted = { isIt: (text) => isMeetingCode(text) || isCardText(text), other: 'qr-no-card' };

interface AddContactProps {
  /** A card was handed to this page: it is looked at at once. */
  isHanded: boolean;
  onAdded: (contact: string) => void;
  onClose: () => void;
}

/** Somebody is added by their card: pasted, as a link, scanned, or from a picture. Nothing is asked before it was looked at. */
export function AddContact({ isHanded, onAdded, onClose }: AddContactProps): JSX.Element {
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<Seen>();
  const look = useAction(async (text: string) =>
    setSeen({ text, look: await call('contacts.look', { text }), isMeeting: false }),
  );
  // Only what was scanned may vouch: what is pasted came from anywhere.
  const scanned = useAction(async (text: string) => {
    if (!isMeetingCode(text)) await look.run(text);
    else setSeen({ text, look: await call('meetings.look', { code: text }), isMeeting: true });
  });
  const picture = useAction(async (file: Promise<Blob>) =>
    scanned.run(await scan(await pixelsOf(await file), 'still', cards)),
  );
  const error = look.error ?? scanned.error ?? picture.error;
  useEffect(() => {
    if (!isHanded) return;
    void call('contacts.handed', {}).then(
      (text) => {
        if (text !== null) void look.run(text);
      },
      () => undefined,
    );
  }, []);
  const clear = (): void => {
    look.clear();
    scanned.clear();
    picture.clear();
  };
  if (seen) return <SeenCard seen={seen} onAdded={onAdded} onBack={() => setSeen(undefined)} />;
  return (
    <Card title={message('contactsAdd')}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void look.run(text);
        }}
      >
        <p class="muted">{message('addContactText')}</p>
        <TextArea
          mono
          label={message('addContactCard')}
          rows={4}
          value={text}
          autoFocus
          onInput={(value) => {
            setText(value);
            clear();
          }}
        />
        <QrSources
          wanted={cards}
          busy={picture.busy || scanned.busy || look.busy}
          onPicture={picture.run}
          onFound={(found) => void scanned.run(found)}
          onOpen={clear}
        />
        {error !== undefined && <Failure error={error} />}
        <div class="line">
          <Button kind="primary" busy={look.busy} disabled={text.trim() === ''}>
            {message('addContactLook')}
          </Button>
          <Button onClick={onClose}>{message('kitCancel')}</Button>
        </div>
      </form>
    </Card>
  );
}
