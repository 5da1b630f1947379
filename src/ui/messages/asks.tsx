import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AnswerOf } from '../../rpc/index.ts';
import { Button, Failure, momentOf, Notice, useAction, useQuestion } from '../kit/index.ts';

type AskRow = AnswerOf<'conversations.asks'>[number];

/** Contacts who ask for the key of an own text again: nothing goes without a press. Nothing where nobody asks, or while locked. */
export function Asks(): JSX.Element | null {
  const { answer: asks = [] } = useQuestion('conversations.asks', {}, ['messages', 'contacts', 'status']);
  // It goes with its line, and is said all the same.
  const answer = useAction(async (ask: AskRow, give: boolean) => {
    await call('conversations.answerAsk', { text: ask.text, from: ask.from.id, give });
  });
  if (asks.length === 0 && answer.error === undefined) return null;
  return (
    <div class="stack asks">
      {answer.error !== undefined && <Failure error={answer.error} />}
      {asks.map((ask) => (
        <AskLine
          key={`${ask.from.id} ${ask.text}`}
          ask={ask}
          busy={answer.busy}
          answer={(give) => void answer.run(ask, give)}
        />
      ))}
    </div>
  );
}

function AskLine({ ask, busy, answer }: { ask: AskRow; busy: boolean; answer: (give: boolean) => void }): JSX.Element {
  const { words, at, from } = ask;
  const time = momentOf(at);
  return (
    <Notice icon="key">
      <p>
        <strong>{message('askTitle', from.name)}</strong>
      </p>
      <p class="small" dir="auto">
        {words === undefined ? message('askUnseen', time) : message('askText', words, time, from.name)}
      </p>
      <div class="line">
        <Button kind="quiet" busy={busy} onClick={() => answer(false)}>
          {message('askNotNow')}
        </Button>
        {words !== undefined && (
          <Button busy={busy} onClick={() => answer(true)}>
            {message('askGive')}
          </Button>
        )}
      </div>
    </Notice>
  );
}
