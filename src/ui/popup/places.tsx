import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { counted, Tabs, useQuestion } from '../kit/index.ts';

interface PlacesProps {
  current: 'vault' | 'messages';
  vault: () => void;
  messages: () => void;
  generate: () => void;
  settings: () => void;
}

/** The places of the popup, at its bottom. */
export function Places({ current, vault, messages, generate, settings }: PlacesProps): JSX.Element {
  const { answer } = useQuestion('conversations.unread', {}, ['messages', 'contacts', 'status', 'items']);
  return (
    <Tabs
      label={message('popupPlaces')}
      tabs={[
        { label: message('popupVault'), current: current === 'vault', onOpen: vault },
        {
          label: message('popupMessages'),
          current: current === 'messages',
          onOpen: messages,
          mark: answer && <Waits unread={answer.unread} answers={answer.answers} />,
        },
        { label: message('popupGenerate'), onOpen: generate },
        { label: message('popupSettings'), onOpen: settings },
      ]}
    />
  );
}

/** What waits there to be read or answered. */
function Waits({ unread, answers }: { unread: number; answers: number }): JSX.Element | null {
  if (unread + answers === 0) return null;
  const said = [
    ...(unread > 0 ? [counted('messagesUnread', unread)] : []),
    ...(answers > 0 ? [counted('answersWaiting', answers)] : []),
  ];
  return (
    <span class="chip" role="img" aria-label={said.join(', ')}>
      {unread + answers}
    </span>
  );
}
