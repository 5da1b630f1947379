import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { RevealAnswer } from '../../rpc/index.ts';
import { momentOf } from '../kit/index.ts';
import { invitedWords } from '../people/index.ts';

interface StateProps {
  answer: Extract<RevealAnswer, { kind: 'no-key' | 'gone' | 'closed' | 'card' | 'invitation' | 'unknown-channel' }>;
}

/** What a text is that can't be read, or that is a card. */
export function State({ answer }: StateProps): JSX.Element {
  const [title, text] = wordsOf(answer);
  return (
    <div class="reveal-state" tabIndex={0}>
      <h2>{title}</h2>
      <p class="muted">{text}</p>
      {isToBeAllowed(answer) && <p>{message('revealOtherStore', answer.card.store)}</p>}
    </div>
  );
}

/** Whether the browser has yet to let us speak with the store of a card. */
function isToBeAllowed(
  answer: StateProps['answer'],
): answer is Extract<StateProps['answer'], { kind: 'card' | 'invitation' }> {
  if (answer.kind === 'card') return answer.card.is === 'new' && !answer.card.mayAsk;
  return answer.kind === 'invitation' && answer.state === 'new' && !answer.card.mayAsk;
}

function wordsOf(answer: StateProps['answer']): readonly [string, string] {
  switch (answer.kind) {
    case 'no-key': {
      const { lookedAt } = answer;
      const looked = lookedAt === undefined ? '' : ` ${message('revealLookedAt', momentOf(lookedAt))}`;
      return [message('revealNoKey'), message('revealNoKeyText') + looked];
    }
    case 'gone': {
      const time = momentOf(answer.at);
      if (answer.by === 'expiry') return [message('revealExpired'), message('revealExpiredText', time)];
      const { from } = answer;
      const title = from ? message('revealTakenBack', from.name) : message('revealYouTookBack');
      return [title, message('revealTakenBackText', time)];
    }
    case 'unknown-channel':
      return [message('revealChannel'), message('revealChannelText')];
    case 'closed':
      return [message('closedIdentity', answer.from.name), message('revealClosedText')];
    case 'invitation':
      return invitedWords(answer);
    case 'card': {
      const { name, is } = answer.card;
      const text = { new: 'revealCardText', known: 'addContactKnown', own: 'errorCardOwn' } as const;
      return [message('revealCard', name), message(text[is], name)];
    }
  }
}
