import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type * as Channels from '../channels/index.ts';
import { Failure, Screen, useAction, Waiting } from '../kit/index.ts';

/** What a window of ours was opened for, where that is a channel: a new one, or the one that a text belongs to. */
export type ChannelErrand = { readonly is: 'make' } | { readonly is: 'join'; readonly text: Joined };

/** A text that is there, or what a window asks for it by. */
type Joined = { readonly armored: string; readonly site: string } | { readonly asked: string };

/** By the address of the window; undefined: it was opened for something else. */
export function errandHere(): ChannelErrand | undefined {
  if (location.hash === '#channel') return { is: 'make' };
  const [, asked] = /^#join-([\w-]{22})$/.exec(location.hash) ?? [];
  return asked === undefined ? undefined : { is: 'join', text: { asked } };
}

interface ChannelWindowProps {
  errand: ChannelErrand;
  /** It is done, or was left. */
  done: () => void;
}

/** Where chat passwords are typed. What draws it is loaded when somebody comes here, so that the popup stays quick. */
export function ChannelWindow({ errand, done }: ChannelWindowProps): JSX.Element {
  const [room, setRoom] = useState<typeof Channels>();
  const [text, setText] = useState<{ readonly armored: string; readonly site: string }>();
  const load = useAction(async () => {
    if (errand.is === 'join') {
      setText('asked' in errand.text ? await call('channels.joining', { id: errand.text.asked }) : errand.text);
    }
    setRoom(await import('../channels/index.ts'));
  });
  useEffect(() => void load.run(), []);
  if (room && errand.is === 'make') return <room.NewChannel back={done} onMade={done} />;
  if (room && text) return <room.JoinChannel {...text} back={done} onJoined={done} />;
  return (
    <Screen title={message('channelWord')}>
      {load.error === undefined ? <Waiting /> : <Failure error={load.error} />}
    </Screen>
  );
}
