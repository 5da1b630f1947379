import type { JSX } from 'preact';
import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactRow, TextInPlace, TextPage, TextRow } from '../../rpc/index.ts';
import {
  Button,
  Failure,
  Heading,
  IconButton,
  lasting,
  Menu,
  momentOf,
  Notice,
  Screen,
  TextArea,
  useAction,
  useQuestion,
  Waiting,
  written,
} from '../kit/index.ts';
import { ComparedMark, namesOf, standingOf, titleOf } from '../people/index.ts';
import { Break } from './break.tsx';
import { Leave, MembersLine } from './members.tsx';
import { TextMenu } from './text-menu.tsx';

const states: Readonly<Record<NonNullable<TextRow['state']>, MessageKey | undefined>> = {
  waiting: 'textWaiting',
  sent: undefined,
  held: 'textHeld',
  blocked: 'textBlocked',
  failed: 'textFailed',
};

interface ConversationProps {
  contact: ContactRow;
  back: () => void;
}

/** What was written with one contact, the newest at the end, and a text for any page, sealed for them. */
export function Conversation({ contact, back }: ConversationProps): JSX.Element {
  const { id } = contact;
  const [before, setBefore] = useState<string>();
  const asked = { id, ...(before === undefined ? {} : { before }) };
  const { answer: page, error, again } = useQuestion('conversations.read', asked, ['messages', 'contacts', 'status']);
  const end = useRef<HTMLDivElement>(null);
  const newest = page?.texts.at(-1)?.id;
  useEffect(() => {
    if (before === undefined) end.current?.scrollIntoView();
  }, [newest]);
  useEffect(() => {
    if (page?.texts.some(({ isUnread }) => isUnread))
      void call('conversations.markRead', { id }).catch(() => undefined);
  }, [page]);
  const retry = useAction(() => call('conversations.sendAgain', {}));
  const [isLeaving, setLeaving] = useState(false);
  const person = page?.with ?? contact;
  const name = titleOf(person);
  return (
    <Screen
      head={
        <div class="conversation-head">
          <IconButton icon="back" label={message('kitBack')} onClick={back} />
          <Heading arrive>
            <bdi>{titleOf(person)}</bdi> <ComparedMark of={person} />
          </Heading>
          {person.several && !person.several.isLeft && (
            <>
              <span class="spring" />
              <Menu
                label={message('groupMenu')}
                items={[{ label: message('groupLeave'), onChoose: () => setLeaving(true) }]}
              />
            </>
          )}
        </div>
      }
      footer={<Write contact={person} />}
    >
      {person.state !== 'compared' && <p class="conversation-line">{standingOf(person)}</p>}
      {!page && (error === undefined ? <Waiting /> : <Failure error={error} again={again} />)}
      {page?.hasMore && (
        <p class="conversation-line">
          <Button kind="quiet" onClick={() => setBefore(page.texts[0]?.id)}>
            {message('conversationOlder')}
          </Button>
        </p>
      )}
      <ol class="conversation" role="list" aria-label={message('conversationTexts', name)}>
        {page && <Texts page={page} name={name} />}
      </ol>
      {before !== undefined && (
        <p class="conversation-line">
          <Button kind="quiet" onClick={() => setBefore(undefined)}>
            {message('conversationNewest')}
          </Button>
        </p>
      )}
      {page?.texts.some(({ state }) => state === 'failed' || state === 'waiting') && (
        <p class="conversation-line">
          <Button kind="quiet" busy={retry.busy} onClick={() => void retry.run()}>
            {message('textTryAgain')}
          </Button>
        </p>
      )}
      {retry.error !== undefined && <Failure error={retry.error} />}
      <div ref={end} />
      {isLeaving && <Leave id={id} onDone={() => setLeaving(false)} />}
    </Screen>
  );
}

/** Each text, and before it what is missing there, and who came or went. */
function Texts({ page, name }: { page: TextPage; name: string }): JSX.Element {
  const { texts, breaks, changes } = page;
  const isBetween = (after: number, at: number) => (one: { readonly at: number }) => one.at <= at && one.at > after;
  const before = (at: number, after: number) => (
    <>
      {changes.filter(isBetween(after, at)).map((one) => (
        <MembersLine key={`${String(one.at)} ${one.by ?? ''}`} of={one} />
      ))}
      {breaks.filter(isBetween(after, at)).map((one) => (
        <Break key={`${one.is} ${String(one.at)}`} of={one} name={name} />
      ))}
    </>
  );
  return (
    <>
      {texts.map((text, at) => (
        <Fragment key={text.id}>
          {before(text.at, texts[at - 1]?.at ?? -Infinity)}
          <Bubble text={text} name={text.by ? text.by.name : name} />
        </Fragment>
      ))}
      {before(Infinity, texts.at(-1)?.at ?? -Infinity)}
    </>
  );
}

function Bubble({ text, name }: { text: TextInPlace; name: string }): JSX.Element {
  const { isOwn, state, origin, isLate, later, until } = text;
  const said = state && states[state];
  const facts = [
    isOwn ? '' : name,
    text.by && text.by.state !== 'compared' ? standingOf(text.by) : '',
    momentOf(text.at),
    origin === '' ? '' : new URL(origin).host,
    said ? message(said) : '',
    later ? message('textLater', namesOf(later.map((one) => ({ name: one })))) : '',
    isLate ? message('textLate') : '',
    until === undefined ? '' : message('revealForgottenIn', lasting(until - Date.now())),
  ];
  return (
    <li class={isOwn ? 'bubble own' : 'bubble'}>
      <p dir="auto">{text.text === '' ? <i>{message('textUnseen')}</i> : text.text}</p>
      <div class="bubble-foot">
        <small class="muted">{facts.filter((fact) => fact !== '').join(' · ')}</small>
        {isOwn && <TextMenu of={text.id} />}
      </div>
      {text.isDisputed && <Notice kind="danger">{message('revealDisputed')}</Notice>}
    </li>
  );
}

function Write({ contact }: { contact: ContactRow }): JSX.Element {
  if (contact.several?.people.length === 0) return <p class="conversation-line">{message('groupNobody')}</p>;
  return <WriteTo contact={contact} />;
}

function WriteTo({ contact }: { contact: ContactRow }): JSX.Element {
  const [text, setText] = useState('');
  const [isCopied, setCopied] = useState(false);
  const copy = useAction(async () => {
    const { armored } = await call('conversations.write', { to: contact.id, text });
    await call('clipboard.copy', { text: armored, lasts: true });
    setText('');
    setCopied(true);
  });
  return (
    <form
      class="conversation-write"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void copy.run();
      }}
    >
      <TextArea
        label={labelOf(contact)}
        rows={2}
        value={text}
        onInput={(value) => {
          setText(value);
          setCopied(false);
          copy.clear();
        }}
      />
      {copy.error !== undefined && <Failure error={copy.error} />}
      <div class="line">
        <small class="muted spring" role="status">
          {isCopied && message('conversationCopied')}
        </small>
        <Button kind="primary" busy={copy.busy} disabled={text.trim() === ''}>
          {message('conversationCopy')}
        </Button>
      </div>
    </form>
  );
}

function labelOf({ name, several }: ContactRow): string {
  if (!several || several.people.length === 1) return message('conversationWrite', name);
  return message('groupWrite', written(several.people.length));
}
