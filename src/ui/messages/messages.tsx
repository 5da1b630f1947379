import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChannelRow, ContactRow } from '../../rpc/index.ts';
import { Channel } from '../channels/index.ts';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './list.tsx';
import type { ListProps } from './list.tsx';
import { RequestScreen } from './requests.tsx';

type Place =
  | { readonly at: 'list' | 'requests' }
  | { readonly at: 'conversation'; readonly with: ContactRow }
  | { readonly at: 'channel'; readonly channel: ChannelRow };

/** Conversations in the popup: the list, and one step on from it. */
export function Messages(props: Omit<ListProps, 'show' | 'showRequests' | 'showChannel'>): JSX.Element {
  const [place, go] = useState<Place>({ at: 'list' });
  const back = (): void => go({ at: 'list' });
  if (place.at === 'requests') {
    return <RequestScreen back={back} onAccepted={(contact) => go({ at: 'conversation', with: contact })} />;
  }
  if (place.at === 'conversation') return <Conversation contact={place.with} back={back} />;
  if (place.at === 'channel') return <Channel channel={place.channel} back={back} />;
  return (
    <ConversationList
      {...props}
      show={(contact) => go({ at: 'conversation', with: contact })}
      showRequests={() => go({ at: 'requests' })}
      showChannel={(channel) => go({ at: 'channel', channel })}
    />
  );
}
