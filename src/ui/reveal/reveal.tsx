import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactRow, ReadAnswer, RevealAnswer } from '../../rpc/index.ts';
import { close, Frame, Locked, ticket, useEscape, useShown } from '../frame/index.ts';
import type { Shown } from '../frame/index.ts';
import { Button, Failure, lasting, momentOf, Notice, useAction, Waiting } from '../kit/index.ts';
import { namesOf, PersonChip } from '../people/index.ts';
import { Actions } from './actions.tsx';
import type { Deeds } from './actions.tsx';
import { AskWhom, useAskable } from './ask.tsx';
import { canAnswer, Invited } from './invited.tsx';
import { State } from './state.tsx';
import { useAwake } from './use-awake.ts';
import { useNow } from './use-now.ts';
import { useOpened } from './use-opened.ts';
import type { Opened } from './use-opened.ts';

/** The whole frame. */
export function Reveal(): JSX.Element {
  const { opened, check, again } = useOpened();
  const [name, setName] = useState('');
  const [said, say] = useState<string>();
  const [chosen, choose] = useState<ContactRow>();
  const [asked, setAsked] = useState(false);
  const people = useAskable();
  const shown = useShown();
  const answer = opened.state === 'open' ? opened.answer : undefined;
  const askable = opened.state === 'open' && opened.isLookedFor ? people : [];
  const whom = askable.length > 1 ? askable.find(({ id }) => id === chosen?.id) : askable[0];
  const act = useAction(async (work: () => Promise<unknown>) => {
    say(undefined);
    await work();
  });
  const does = (work: () => Promise<unknown>) => shown.whenSeen(() => void act.run(work));
  const begin = (what: 'reveal.edit' | 'reveal.reply') =>
    does(async () => {
      if (!(await call(what, { ticket: ticket() })).begun) say(message('revealNowhere'));
    });
  const deeds: Deeds = {
    busy: act.busy,
    copy: (text) =>
      does(async () => {
        await call('clipboard.copy', { text, lasts: false });
        say(message('revealCopied'));
      }),
    edit: begin('reveal.edit'),
    reply: begin('reveal.reply'),
    check: does(check),
    ask: whom && { of: whom, press: does(() => askFor(whom)) },
    answer: does(async () => {
      await call('reveal.answer', { ticket: ticket(), ...(name.trim() === '' ? {} : { name }) });
      await again();
      say(message('revealAdded'));
    }),
    canAnswer: answer?.kind === 'invitation' && canAnswer(answer, name),
    join: does(() => call('channels.beginJoin', { ticket: ticket() })),
    goOn: does(() => call('reveal.goOn', { ticket: ticket() })),
    add: does(async () => {
      await call('reveal.add', { ticket: ticket() });
      say(message('revealAdded'));
    }),
  };
  const askFor = async ({ id, name }: ContactRow): Promise<void> => {
    if (!(await call('reveal.ask', { ticket: ticket(), of: id })).asked) return;
    say(message('revealAsked', name));
    setAsked(true);
  };
  useAwake((asked && answer?.kind === 'no-key') || (answer?.kind === 'invitation' && answer.state === 'told'));
  const [isTakingBack, setTakingBack] = useState(false);
  const isOwn = answer?.kind === 'message' && answer.isOwn;
  const takeBack = does(async () => {
    await call('reveal.unsend', { ticket: ticket() });
    setTakingBack(false);
    await again();
  });
  useNow(answer?.kind === 'message' ? answer.until : undefined, () => void again());
  useEscape(() => void close());
  return (
    <Frame
      title={message('revealTitle')}
      site={answer?.site}
      shown={shown}
      more={isOwn ? [{ label: message('revealTakeBack'), onChoose: () => setTakingBack(true) }] : []}
      whom={<Whom answer={answer} />}
      foot={<RevealFoot opened={opened} deeds={deeds} />}
    >
      {shown.covered && answer ? <Covered shown={shown} /> : <Body opened={opened} name={name} setName={setName} />}
      {isTakingBack && <TakeBack busy={act.busy} press={takeBack} />}
      <AskWhom people={askable} chosen={whom} choose={choose} />
      {said !== undefined && <Notice>{said}</Notice>}
      {act.error !== undefined && <Failure error={act.error} />}
    </Frame>
  );
}

/** What taking an own text back comes to, before it. */
function TakeBack({ busy, press }: { busy: boolean; press: (event: MouseEvent) => void }): JSX.Element {
  return (
    <Notice>
      <p>{message('revealTakeBackText')}</p>
      <Button busy={busy} onClick={press}>
        {message('revealTakeBack')}
      </Button>
    </Notice>
  );
}

/** Whose text it is, once that is known. */
function Whom({ answer }: { answer: RevealAnswer | undefined }): JSX.Element {
  switch (answer?.kind) {
    case 'self':
      return <span class="whom">{message('composeForMyself')}</span>;
    case 'message':
      return (
        <>
          {answer.isOwn && <span>{message('composeTo')}</span>}
          <PersonChip of={answer.with} />
          <span class="spring" />
          <time dateTime={new Date(answer.at).toISOString()}>{momentOf(answer.at)}</time>
        </>
      );
    case 'channel':
      return (
        <>
          {answer.isOwn && <span>{message('composeTo')}</span>}
          <PersonChip of={{ ...answer.with, state: 'channel' }} />
          <span class="spring" />
          <time dateTime={new Date(answer.at).toISOString()}>{momentOf(answer.at)}</time>
        </>
      );
    case 'closed':
      return <PersonChip of={answer.from} />;
    default:
      return <span class="whom">{message('revealTitle')}</span>;
  }
}

/** What lies over the text may show it changed, so nothing of it is shown; a press says the same at the frame's foot. */
function Covered({ shown }: { shown: Shown }): JSX.Element | null {
  return shown.refusal === 'covered' ? null : <Notice kind="danger">{message('composeCovered')}</Notice>;
}

type Message = Extract<ReadAnswer, { kind: 'message' }>;

/** What one is called, as it is typed. */
interface Naming {
  name: string;
  setName: (name: string) => void;
}

/** Text only: whatever is in it, it is never read as markup and nothing in it can be followed. */
function Body({ opened, ...naming }: { opened: Opened } & Naming): JSX.Element | null {
  if (opened.state === 'waiting') return <Waiting />;
  if (opened.state === 'failed') return <Failure error={opened.error} />;
  if (opened.state !== 'open') return null;
  const { answer } = opened;
  if (answer.kind === 'invitation') return <Invited answer={answer} {...naming} />;
  if (!('text' in answer)) return <State answer={answer} />;
  if (answer.kind === 'channel' && answer.text === '') return <p class="revealed muted">{message('revealKeysCame')}</p>;
  if (answer.text === '') return <p class="revealed muted">{message('revealEmpty')}</p>;
  return (
    <>
      <p class="revealed" dir="auto" tabIndex={0}>
        {answer.text}
      </p>
      {answer.kind === 'channel' && answer.isOld && <Notice>{message('revealOldKey')}</Notice>}
      {answer.kind === 'message' && <AlsoTo of={answer} />}
      {answer.kind === 'message' && answer.until !== undefined && <Countdown until={answer.until} />}
      {answer.kind === 'message' && answer.isDisputed && <Notice kind="danger">{message('revealDisputed')}</Notice>}
    </>
  );
}

/** How long it is still there. */
function Countdown({ until }: { until: number }): JSX.Element {
  const now = useNow(until);
  return <p class="compose-standing">{message('revealForgottenIn', lasting(until - now))}</p>;
}

/** Who else has it. */
function AlsoTo({ of: { isOwn, with: first, others, strangers } }: { of: Message }): JSX.Element | null {
  if (others.length + strangers === 0) return null;
  const names = namesOf(isOwn ? [first, ...others] : others, strangers);
  return <p class="compose-standing">{message(isOwn ? 'revealToAlso' : 'revealToYouAnd', names)}</p>;
}

function RevealFoot({ opened, deeds }: { opened: Opened; deeds: Deeds }): JSX.Element {
  if (opened.state === 'locked' || opened.state === 'messages-locked') {
    const isMessages = opened.state === 'messages-locked';
    return (
      <Locked
        isMessages={isMessages}
        words={message(isMessages ? 'revealMessagesLocked' : 'revealLocked')}
        onHidden={() => void close()}
      />
    );
  }
  return <Actions answer={opened.state === 'open' ? opened.answer : undefined} deeds={deeds} />;
}
