import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactRow, ReadAnswer } from '../../rpc/index.ts';
import {
  Button,
  Card,
  codeOf,
  Failure,
  Field,
  IconButton,
  Notice,
  Screen,
  TextArea,
  useAction,
  useQuestion,
} from '../kit/index.ts';
import { invitedWords, standingOf } from '../people/index.ts';

interface ReadTextProps {
  armored: string;
  onInput: (armored: string) => void;
  onClose: () => void;
  unlockMessages: () => void;
  /** Asks for the chat password of a text's channel. */
  join: (armored: string) => void;
  /** Opens a page of ours beside the popup. */
  open: (page: string) => void;
  /** Why one is here, when nobody asked for it by name: the shortcut found nothing in the page. */
  isFallback: boolean;
}

/** What every armored text begins with; sites may put something between its characters, but not here. */
const beginning = 'LK1';

/** Whether this may be an armored text: a search would find nothing by it. */
export function looksArmored(text: string): boolean {
  return text.trimStart().startsWith(beginning) && text.length > 40;
}

/** Reads an armored text that is pasted: one that a page cuts, clips, frames, or where we may not be. */
export function ReadText(props: ReadTextProps): JSX.Element {
  const { armored, onInput, onClose, unlockMessages, join, open, isFallback } = props;
  return (
    <Screen
      title={message('popupRead')}
      actions={<IconButton icon="close" label={message('kitCancel')} onClick={onClose} />}
    >
      <div class="popup-read">
        {isFallback && armored === '' && <Notice>{message('popupReadNothing')}</Notice>}
        <TextArea
          label={message('popupRead')}
          {...(armored === '' && { hint: message('popupReadHint') })}
          value={armored}
          onInput={onInput}
          rows={3}
          mono
          maxLength={200_000}
          autoFocus
        />
        {armored.includes(beginning) && (
          <Opened armored={armored} unlockMessages={unlockMessages} join={join} open={open} />
        )}
      </div>
    </Screen>
  );
}

/** Text only, as in a page: whatever is in it, it is never read as markup and nothing in it can be followed. */
function Opened({
  armored,
  unlockMessages,
  join,
  open,
}: Pick<ReadTextProps, 'armored' | 'unlockMessages' | 'join' | 'open'>): JSX.Element | null {
  const { answer, error, again } = useQuestion('reveal.text', { armored }, ['status', 'messages']);
  const [copied, setCopied] = useState(false);
  const take = useAction(async (text: string) => {
    await call('clipboard.copy', { text, lasts: false });
    setCopied(true);
  });
  if (codeOf(error) === 'messages-locked') {
    return (
      <Notice icon="clock">
        <p>{message('popupMessagesLocked')}</p>
        <Button onClick={unlockMessages}>{message('popupMessagesUnlock')}</Button>
      </Notice>
    );
  }
  if (error !== undefined) return <Failure error={error} />;
  if (!answer) return null;
  if (answer.kind === 'invitation') return <Invited armored={armored} answer={answer} again={again} />;
  if (answer.kind === 'unknown-channel') return <UnknownChannel join={() => join(armored)} />;
  if (!('text' in answer)) return <Unread armored={armored} answer={answer} open={open} />;
  const { text } = answer;
  return (
    <section class="card" aria-label={message('revealTitle')}>
      {answer.kind !== 'self' && (
        <p class="muted small">
          {message(answer.isOwn ? 'readTo' : 'readFrom', answer.with.name)} · {standingOf(personOf(answer))}
        </p>
      )}
      {answer.kind === 'channel' && answer.isOld && <Notice>{message('revealOldKey')}</Notice>}
      <p class={text === '' ? 'muted' : 'popup-read-text'} dir="auto">
        {text === '' ? message(answer.kind === 'channel' ? 'revealKeysCame' : 'revealEmpty') : text}
      </p>
      <div class="line">
        <small class="spring" role="status">
          {message(copied ? 'revealCopied' : 'revealOnlyYou')}
        </small>
        <Button icon="copy" onClick={() => void take.run(text)}>
          {message('revealCopy')}
        </Button>
      </div>
      {take.error !== undefined && <Failure error={take.error} />}
    </section>
  );
}

type Invitation = Extract<ReadAnswer, { kind: 'invitation' }>;

function personOf(
  answer: Extract<ReadAnswer, { kind: 'message' | 'channel' }>,
): Pick<ContactRow, 'state' | 'comparedAt'> {
  return answer.kind === 'channel' ? { state: 'channel' } : answer.with;
}

function UnknownChannel({ join }: { join: () => void }): JSX.Element {
  return (
    <Card title={message('revealChannel')}>
      <div class="stack">
        <p>{message('revealChannelText')}</p>
        <div class="actions">
          <Button kind="primary" onClick={join}>
            {message('channelJoin')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

type Unopened = Exclude<ReadAnswer, { readonly text: string } | Invitation | { readonly kind: 'unknown-channel' }>;

/** What it is, and where one goes on with it. */
function Unread({ armored, answer, open }: { armored: string; answer: Unopened; open: ReadTextProps['open'] }) {
  const hand = useAction(() => call('contacts.hand', { text: armored }));
  return (
    <Notice>
      <p>{unread(answer)}</p>
      {answer.kind === 'closed' && (
        <Button onClick={() => open(`vault.html#contacts/${answer.from.id}`)}>{message('revealDecide')}</Button>
      )}
      {answer.kind === 'card' && answer.card.is === 'new' && (
        <Button busy={hand.busy} onClick={() => void hand.run()}>
          {message('revealGoOn')}
        </Button>
      )}
      {hand.error !== undefined && <Failure error={hand.error} />}
    </Notice>
  );
}

function unread(answer: Unopened): string {
  if (answer.kind === 'closed') return message('closedIdentity', answer.from.name);
  return answer.kind === 'card' ? message('popupReadCard', answer.card.name) : message('revealNoKeyText');
}

/** A text that goes to whoever answers its card, pasted here: answered by a press, as in a page. */
function Invited({ armored, answer, again }: { armored: string; answer: Invitation; again: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const take = useAction(async () => {
    await call('reveal.answerText', { armored, ...(name.trim() === '' ? {} : { name }) });
    again();
  });
  const hand = useAction(() => call('contacts.hand', { text: armored }));
  const [title, text] = invitedWords(answer);
  return (
    <Card title={title}>
      <div class="stack">
        <p>{text}</p>
        {answer.state === 'new' && (
          <>
            {answer.needsName && (
              <Field label={message('revealInvitationName', answer.card.name)} value={name} onInput={setName} />
            )}
            <p class="small muted">{message('revealInvitationWarning')}</p>
            {!answer.card.mayAsk && <p>{message('revealOtherStore', answer.card.store)}</p>}
            {take.error !== undefined && <Failure error={take.error} />}
            <div class="actions">
              {answer.card.mayAsk ? (
                <Button
                  kind="primary"
                  busy={take.busy}
                  disabled={answer.needsName && name.trim() === ''}
                  onClick={() => void take.run()}
                >
                  {message('revealAddAndRead')}
                </Button>
              ) : (
                <Button kind="primary" busy={hand.busy} onClick={() => void hand.run()}>
                  {message('revealGoOn')}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
