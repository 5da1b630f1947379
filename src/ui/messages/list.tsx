import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { AnswerOf, ChannelRow, ContactRow } from '../../rpc/index.ts';
import { ChannelLines } from '../channels/index.ts';
import {
  Button,
  counted,
  Empty,
  Failure,
  Field,
  IconButton,
  List,
  momentOf,
  Notice,
  Row,
  Screen,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { ComparedMark, standingOf, titleOf } from '../people/index.ts';
import { Answers } from './answers.tsx';
import { Asks } from './asks.tsx';
import { Found } from './found.tsx';

type ConversationRow = AnswerOf<'conversations.list'>['rows'][number];

export interface ListProps {
  /** The places of the window, at its bottom. */
  places: ComponentChildren;
  /** Opens a page of ours beside the popup. */
  open: (page: string) => void;
  lock: () => void;
  unlockMessages: () => void;
  show: (contact: ContactRow) => void;
  showRequests: () => void;
  showChannel: (channel: ChannelRow) => void;
  makeChannel: () => void;
}

/** Everybody with whom one writes. While messages are locked the names stay, and nothing else. */
export function ConversationList(props: ListProps): JSX.Element {
  const [query, setQuery] = useState('');
  const listed = useQuestion('conversations.list', {}, ['messages', 'contacts', 'status', 'items']);
  const { answer: channels = [] } = useQuestion('channels.list', {}, ['messages', 'status']);
  const isLocked = listed.answer?.isLocked === true;
  return (
    <Screen
      title={message('messagesTitle')}
      actions={
        <>
          <IconButton
            icon="person"
            label={message('contactsTitle')}
            onClick={() => props.open('vault.html#contacts')}
          />
          <IconButton icon="lock" label={message('popupLock')} onClick={props.lock} />
        </>
      }
      below={
        !isLocked && (
          <Field
            type="search"
            icon="search"
            label={message('messagesSearch')}
            labelHidden
            placeholder={message('messagesSearch')}
            value={query}
            onInput={setQuery}
            autoFocus
          />
        )
      }
      footer={props.places}
    >
      {listed.answer && !isLocked && <Asks />}
      {listed.answer && isLocked && <LockedList rows={listed.answer.rows} unlockMessages={props.unlockMessages} />}
      {listed.error !== undefined && <Failure error={listed.error} again={listed.again} />}
      {!listed.answer && listed.error === undefined && <Waiting />}
      {!isLocked && listed.answer && query.trim() !== '' && <Found query={query.trim()} show={props.show} />}
      {!isLocked && listed.answer && query.trim() === '' && (
        <>
          {(channels.length === 0 || !isNobody(listed.answer)) && <Everybody {...listed.answer} {...props} />}
          <ChannelLines rows={channels} show={props.showChannel} make={props.makeChannel} />
        </>
      )}
      {isLocked && <ChannelLines rows={channels} />}
    </Screen>
  );
}

interface EverybodyProps extends Pick<ListProps, 'open' | 'show' | 'showRequests'> {
  rows: readonly ConversationRow[];
  requests: number;
  answers: number;
}

function Everybody({ rows, requests, answers, open, show, showRequests }: EverybodyProps): JSX.Element {
  if (isNobody({ rows, requests, answers })) {
    return (
      <Empty icon="person" title={message('messagesNoneTitle')}>
        <p>{message('messagesNoneText')}</p>
        <Button big kind="primary" onClick={() => open('vault.html#contacts')}>
          {message('messagesShowCard')}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      {answers > 0 && (
        <div class="popup-notice">
          <Answers open={(contact) => open(`vault.html#contacts/${contact}`)} />
        </div>
      )}
      <List title={message('messagesTitle')} titleHidden>
        {rows.map((row) => (
          <ConversationLine key={row.id} row={row} onOpen={() => show(row.with)} />
        ))}
        {requests > 0 && (
          <Row
            icon="person"
            title={counted('messagesRequests', requests)}
            detail={message('messagesRequestsText')}
            onOpen={showRequests}
          />
        )}
      </List>
    </>
  );
}

function isNobody({ rows, requests, answers }: Pick<EverybodyProps, 'rows' | 'requests' | 'answers'>): boolean {
  return rows.length === 0 && requests === 0 && answers === 0;
}

function ConversationLine({ row, onOpen }: { row: ConversationRow; onOpen?: () => void }): JSX.Element {
  const { with: person, last, unread, at } = row;
  const says = last ? saidBy(last) : momentOf(at);
  const standing = person.state === 'compared' ? '' : standingOf(person);
  const title = titleOf(person);
  return (
    <Row
      letter={title.slice(0, 1).toLocaleUpperCase()}
      title={
        <>
          <bdi>{title}</bdi> <ComparedMark of={person} />
        </>
      }
      detail={[says, standing].filter((part) => part !== '').join(' · ')}
      mark={
        unread > 0 && (
          <span class="chip" role="img" aria-label={counted('messagesUnread', unread)}>
            {unread}
          </span>
        )
      }
      {...(onOpen && { onOpen })}
    />
  );
}

function saidBy({ text, isOwn }: NonNullable<ConversationRow['last']>): string {
  if (text === '') return message('textUnseen');
  return isOwn ? message('messagesYou', text) : text;
}

/** Names, times and numbers stay; what was written is closed. */
function LockedList({ rows, unlockMessages }: Pick<EverybodyProps, 'rows'> & Pick<ListProps, 'unlockMessages'>) {
  return (
    <>
      <div class="popup-notice">
        <Notice icon="lock">
          <p>{message('messagesLocked')}</p>
          <Button onClick={unlockMessages}>{message('popupMessagesUnlock')}</Button>
        </Notice>
      </div>
      <List title={message('messagesTitle')} titleHidden>
        {rows.map((row) => (
          <ConversationLine key={row.id} row={row} />
        ))}
      </List>
    </>
  );
}
