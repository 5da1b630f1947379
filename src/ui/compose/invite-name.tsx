import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { personName } from '../../typed/index.ts';
import { Button, Failure, isEscape, unserved, useAction } from '../kit/index.ts';

interface InviteNameProps {
  choose: (to: ContactRow) => void;
  cancel: () => void;
}

/** Asks what the writer calls somebody who has no Latchkey yet. */
export function InviteName({ choose, cancel }: InviteNameProps): JSX.Element {
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const take = useAction(async () => {
    const typed = await Promise.resolve(name).then(personName);
    choose({ id: '', name: typed, state: 'invited' });
  });
  return (
    <form
      class="compose-invite"
      onSubmit={(event) => {
        event.preventDefault();
        void take.run();
      }}
    >
      <div class="input">
        <input
          ref={field}
          aria-label={message('composeInviteName')}
          placeholder={message('composeInviteName')}
          value={name}
          dir="auto"
          {...unserved}
          onInput={(event) => {
            setName(event.currentTarget.value);
            take.clear();
          }}
          onKeyDown={(event) => {
            if (!isEscape(event)) return;
            event.stopPropagation();
            cancel();
          }}
        />
      </div>
      <Button disabled={name.trim() === ''}>{message('composeInviteTake')}</Button>
      {take.error !== undefined && <Failure error={take.error} />}
    </form>
  );
}
