import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Failure, Screen, useAction, Waiting } from '../kit/index.ts';
import type { Messages } from '../messages/index.ts';
import { Places } from './places.tsx';

interface PopupMessagesProps {
  open: (page: string) => void;
  back: () => void;
  generate: () => void;
  unlockMessages: () => void;
  makeChannel: () => void;
}

/** Conversations: what draws them is loaded when somebody comes here, so that the popup stays quick. */
export function PopupMessages({ open, back, generate, unlockMessages, makeChannel }: PopupMessagesProps): JSX.Element {
  const [room, setRoom] = useState<{ readonly Messages: typeof Messages }>();
  const load = useAction(async () => setRoom(await import('../messages/index.ts')));
  useEffect(() => void load.run(), []);
  const lock = useAction(() => call('lock', {}));
  const places = (
    <Places
      current="messages"
      vault={back}
      messages={() => undefined}
      generate={generate}
      settings={() => open('vault.html#settings')}
    />
  );
  if (!room) {
    return (
      <Screen title={message('messagesTitle')} footer={places}>
        {load.error === undefined ? <Waiting /> : <Failure error={load.error} />}
      </Screen>
    );
  }
  const lockNow = (): void => void lock.run();
  return <room.Messages {...{ places, open, unlockMessages, makeChannel }} lock={lockNow} />;
}
