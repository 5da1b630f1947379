import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { close, Locked } from '../frame/index.ts';
import { Button, useQuestion } from '../kit/index.ts';

interface FootProps {
  text: string;
  /** Nothing can be done now but to go on writing. */
  isKept: boolean;
  /** Nobody: for oneself. */
  to: readonly ContactRow[];
  /** Bytes of UTF-8 that the field has room for; undefined: any number. */
  capacity: number | undefined;
  busy: boolean;
  /** The key that does the same as the button. */
  keyName: string;
  encrypt: (event: MouseEvent) => void;
}

/** What the page can't do, how much still fits, and the one button. */
export function Foot({ text, isKept, to, capacity, busy, keyName, encrypt }: FootProps): JSX.Element {
  const { answer: status } = useQuestion('status', {}, ['status']);
  if (status && status.lock !== 'unlocked') {
    const isMessages = status.lock === 'messages-locked';
    return (
      <Locked
        isMessages={isMessages}
        words={message(isMessages ? 'composeMessagesLocked' : 'composeLocked')}
        onHidden={() => text === '' && void close()}
      />
    );
  }
  const room = capacity === undefined ? undefined : capacity - new TextEncoder().encode(text).length;
  const fits = room === undefined || room >= 0;
  const isHeld = to.some(({ state }) => state === 'closed' || state === 'blocked');
  return (
    <>
      {isKept || room === undefined ? (
        <span>{message(isKept && text !== '' ? 'composeTextKept' : 'composePromise')}</span>
      ) : (
        <Room left={room} none={(capacity ?? 0) < 1} />
      )}
      <span class="spring" />
      <Button kind="primary" busy={busy} disabled={text === '' || !fits || isKept || isHeld} onClick={encrypt}>
        {message('composeEncrypt')}
        <kbd aria-hidden="true">{keyName}</kbd>
      </Button>
    </>
  );
}

/** Only a field with a limit has a counter. */
function Room({ left, none }: { left: number; none: boolean }): JSX.Element {
  const count = String(Math.abs(left));
  if (none) return <span class="over">{message('composeNoRoom')}</span>;
  return (
    <span class={left < 0 ? 'over' : undefined} role="status">
      {left < 0 ? message('composeTooLong', count) : message('composeRoom', count)}
    </span>
  );
}
