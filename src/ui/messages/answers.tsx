import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AnsweredRow, AnswererRow } from '../../rpc/index.ts';
import { Button, Card, Failure, Notice, useAction, useQuestion } from '../kit/index.ts';
import { Digits } from '../people/index.ts';

interface AnswersProps {
  /** Opens a contact, to be compared. */
  open: (contact: string) => void;
}

/** Invitations that somebody answered: the writer says once whether they are given the text. Nothing where nobody did. */
export function Answers({ open }: AnswersProps): JSX.Element | null {
  const { answer: rows = [] } = useQuestion('invitations.answers', {}, ['messages', 'contacts', 'status']);
  if (rows.length === 0) return null;
  return (
    <section class="stack answers" aria-label={message('answersTitle')}>
      {rows.map((row) =>
        row.first ? (
          <Answer key={row.id} row={row} first={row.first} />
        ) : (
          <Refused key={row.id} row={row} open={open} />
        ),
      )}
    </section>
  );
}

function Answer({ row, first }: { row: AnsweredRow; first: AnswererRow }): JSX.Element {
  const { id } = row;
  const [digits, setDigits] = useState<string>();
  const give = useAction(() => call('invitations.give', { id, to: first.who, ...(digits && { digits }) }));
  const end = useAction(() => call('invitations.end', { id }));
  const number = useAction(async () => setDigits((await call('invitations.number', { id })).digits));
  const error = give.error ?? end.error ?? number.error;
  const other = row.refused[0];
  return (
    <Card>
      <div class="stack">
        <h2 class="answer-ask">{askOf(row, first)}</h2>
        <p class="small muted">
          <bdi>{first.name}</bdi> · <bdi dir="ltr">{first.store}</bdi>
          {first.name !== row.name && ` · ${message('answerWrittenFor', row.name)}`}
        </p>
        <p class="small">{message('answerFirst', row.beginning)}</p>
        {other && <Notice kind="danger">{message('answerAlso', other.name)}</Notice>}
        {digits !== undefined && (
          <>
            <p class="small">{message('answerCompareText', first.name)}</p>
            <Digits digits={digits} />
          </>
        )}
        {error !== undefined && <Failure error={error} />}
        <div class="actions">
          <Button busy={end.busy} onClick={() => void end.run()}>
            {message(digits === undefined ? 'answerNo' : 'compareDiffer')}
          </Button>
          {digits === undefined && (
            <Button busy={number.busy} onClick={() => void number.run()}>
              {message('answerCompare')}
            </Button>
          )}
          <Button kind="primary" busy={give.busy} onClick={() => void give.run()}>
            {digits === undefined ? message('answerGive', first.name) : message('answerSameGive')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function askOf({ origin }: AnsweredRow, { name }: AnswererRow): string {
  if (!URL.canParse(origin)) return message('answerAskNowhere', name);
  return message('answerAsk', name, new URL(origin).host);
}

/** Somebody came after the text was given: they got nothing, and the one who did may be the wrong one. */
function Refused({ row: { id, givenTo, name }, open }: { row: AnsweredRow } & AnswersProps): JSX.Element {
  const seen = useAction(() => call('invitations.dismiss', { id }));
  return (
    <Notice kind="danger">
      <p>{message('answerRefused', givenTo?.name ?? name)}</p>
      {seen.error !== undefined && <Failure error={seen.error} />}
      <div class="line">
        {givenTo && <Button onClick={() => open(givenTo.id)}>{message('answerCompare')}</Button>}
        <Button busy={seen.busy} onClick={() => void seen.run()}>
          {message('answerSeen')}
        </Button>
      </div>
    </Notice>
  );
}
