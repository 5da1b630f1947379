import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ContactRow, RevealAnswer } from '../../rpc/index.ts';
import { Button } from '../kit/index.ts';

type Press = (event: MouseEvent) => void;

/** What a person can do with a text. */
export interface Deeds {
  readonly busy: boolean;
  readonly copy: (text: string) => Press;
  readonly edit: Press;
  readonly reply: Press;
  /** Looks for its key, now. */
  readonly check: Press;
  /** Asks this contact for it, once a look found nothing; undefined: nobody to be asked. */
  readonly ask: { readonly of: ContactRow; readonly press: Press } | undefined;
  readonly add: Press;
  /** Has the window come up in which a channel is joined. */
  readonly join: Press;
  /** Goes on in a page of ours. */
  readonly goOn: Press;
  /** Answers an invitation; whether that can be pressed. */
  readonly answer: Press;
  readonly canAnswer: boolean;
}

/** The foot of the frame: what there is to do, by what the text is. */
export function Actions({ answer, deeds }: { answer: RevealAnswer | undefined; deeds: Deeds }): JSX.Element {
  return (
    <>
      {/* Nothing is shown yet. */}
      {answer?.kind !== 'no-key' && <span>{promiseOf(answer)}</span>}
      <span class="spring" />
      <Buttons answer={answer} deeds={deeds} />
    </>
  );
}

function promiseOf(answer: RevealAnswer | undefined): string {
  if (answer?.kind === 'unknown-channel') return '';
  if (answer?.kind === 'card') return message('revealCardWorks');
  if (answer?.kind !== 'invitation') return message('revealOnlyYou');
  return answer.state === 'new' ? message('revealInvitationOnce') : '';
}

/** Only a page of ours may ask the browser for a store. */
function GoOn({ deeds }: { deeds: Deeds }): JSX.Element {
  return (
    <Button key="go-on" kind="primary" busy={deeds.busy} onClick={deeds.goOn}>
      {message('revealGoOn')}
    </Button>
  );
}

/** Each has its key: a press that began on one button never ends on the one that took its place. */
function Buttons({ answer, deeds }: { answer: RevealAnswer | undefined; deeds: Deeds }): JSX.Element | null {
  switch (answer?.kind) {
    case 'self':
      return (
        <>
          <Button onClick={deeds.edit}>{message('revealEdit')}</Button>
          <Button icon="copy" onClick={deeds.copy(answer.text)}>
            {message('revealCopy')}
          </Button>
        </>
      );
    case 'unknown-channel':
      return (
        <Button key="join" kind="primary" busy={deeds.busy} onClick={deeds.join}>
          {message('channelJoin')}
        </Button>
      );
    case 'message':
    case 'channel':
      return (
        <>
          <Button icon="copy" onClick={deeds.copy(answer.text)}>
            {message('revealCopy')}
          </Button>
          {answer.isOwn ? (
            <Button onClick={deeds.edit}>{message('revealEdit')}</Button>
          ) : (
            <Button key="reply" kind="primary" onClick={deeds.reply}>
              {message('revealReply')}
            </Button>
          )}
        </>
      );
    case 'invitation':
      if (answer.state === 'new' && !answer.card.mayAsk) return <GoOn deeds={deeds} />;
      if (answer.state === 'new') {
        return (
          <Button key="answer" kind="primary" busy={deeds.busy} disabled={!deeds.canAnswer} onClick={deeds.answer}>
            {message('revealAddAndRead')}
          </Button>
        );
      }
      return (
        <Button key="check" busy={deeds.busy} onClick={deeds.check}>
          {message('revealCheck')}
        </Button>
      );
    case 'no-key':
      return (
        <>
          {deeds.ask && (
            <Button key="ask" busy={deeds.busy} onClick={deeds.ask.press}>
              {message('revealAsk', deeds.ask.of.name)}
            </Button>
          )}
          <Button key="check" kind="primary" busy={deeds.busy} onClick={deeds.check}>
            {message('revealCheck')}
          </Button>
        </>
      );
    case 'card':
      if (answer.card.is !== 'new') return null;
      if (!answer.card.mayAsk) return <GoOn deeds={deeds} />;
      return (
        <Button key="add" kind="primary" busy={deeds.busy} onClick={deeds.add}>
          {message('revealAdd')}
        </Button>
      );
    case 'closed':
      return (
        <Button key="decide" kind="primary" busy={deeds.busy} onClick={deeds.goOn}>
          {message('revealDecide')}
        </Button>
      );
    default:
      return null;
  }
}
