import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { Button, Field, Meter, Notice, Onward, Select, StepPage, written } from '../kit/index.ts';
import { useStrength } from '../setup/index.ts';

export interface Answered {
  readonly question: string;
  readonly answer: string;
}

const FEWEST = 3;
const MOST = 7;
/** Bits, together: below this nobody should stand behind it. */
const LEAST_BITS = 30;
/**
 * Of one answer: below the first a register or a relative may know it; what is above the second counts no more than that, for a
 * program guesses without knowing whom.
 */
const WEAK_BITS = 16;
const MOST_BITS = 20;
const STEP_BITS = 5;
const BITS_OF_DIGIT = Math.log2(10);

/** Hard to look up, and known for long. */
const examples: readonly MessageKey[] = [
  'answersExample1',
  'answersExample2',
  'answersExample3',
  'answersExample4',
  'answersExample5',
];

interface QuestionsProps {
  begun: readonly Answered[];
  onBack: () => void;
  onAnswered: (answered: readonly Answered[]) => void;
}

/** Three to seven questions in a person's own words, each answer with its strength, and all of them together in plain words. */
export function Questions({ begun, onBack, onAnswered }: QuestionsProps): JSX.Element {
  const blank = { question: '', answer: '' };
  const [rows, setRows] = useState<readonly Answered[]>(begun.length > 0 ? begun : [blank, blank, blank]);
  const [bits, setBits] = useState<readonly number[]>([]);
  const [wrong, setWrong] = useState<MessageKey>();
  const total = rows.reduce((sum, _, at) => sum + (bits[at] ?? 0), 0);
  const submit = (event: Event): void => {
    event.preventDefault();
    const filled = rows.every(({ question, answer }) => question.trim() !== '' && answer.trim() !== '');
    const distinct = new Set(rows.map(({ question }) => question.trim())).size === rows.length;
    const found = !filled ? 'answersFill' : !distinct ? 'answersTwice' : total < LEAST_BITS ? 'answersWeak' : undefined;
    setWrong(found);
    if (found === undefined) onAnswered(rows.map(({ question, answer }) => ({ question: question.trim(), answer })));
  };
  const change = (at: number, row: Answered): void => {
    setRows(rows.with(at, row));
    setWrong(undefined);
  };
  return (
    <StepPage step={{ at: 2, of: 4 }} title={message('answersQuestionsTitle')} text={message('answersQuestionsText')}>
      <form class="stack" onSubmit={submit}>
        {rows.map((row, at) => (
          <Question
            key={at}
            at={at}
            row={row}
            onChange={(next) => change(at, next)}
            onBits={(next) =>
              setBits((now) =>
                Array.from({ length: rows.length }, (_, each) => (each === at ? next : (now[each] ?? 0))),
              )
            }
          />
        ))}
        <Notice>
          <p>{message('answersTogether', written(Math.round(total)))}</p>
          <p>{message('recoveryAnswersText')}</p>
        </Notice>
        {wrong !== undefined && <Notice kind="danger">{message(wrong)}</Notice>}
        <div class="line">
          {rows.length < MOST && <Button onClick={() => setRows([...rows, blank])}>{message('answersAdd')}</Button>}
          {rows.length > FEWEST && <Button onClick={() => setRows(rows.slice(0, -1))}>{message('answersDrop')}</Button>}
        </div>
        <Onward back={onBack}>
          <Button big kind="primary">
            {message('storeGoOn')}
          </Button>
        </Onward>
      </form>
    </StepPage>
  );
}

interface QuestionProps {
  at: number;
  row: Answered;
  onChange: (row: Answered) => void;
  onBits: (bits: number) => void;
}

function Question({ at, row, onChange, onBits }: QuestionProps): JSX.Element {
  const bits = Math.min(MOST_BITS, Math.round((useStrength(row.answer)?.guesses ?? 0) * BITS_OF_DIGIT));
  const [told, tell] = useState(0);
  if (told !== bits) {
    tell(bits);
    onBits(bits);
  }
  const number = String(at + 1);
  const weak = bits < WEAK_BITS;
  const own = message('answersOwn');
  const choices = [{ value: '', words: own }, ...examples.map((key) => ({ value: message(key), words: message(key) }))];
  return (
    <fieldset class="stack">
      <legend class="hidden-text">{message('answersQuestion', number)}</legend>
      <Select
        label={message('answersChoose', number)}
        value={choices.some(({ value }) => value === row.question) ? row.question : ''}
        options={choices}
        onChoose={(question) => onChange({ ...row, question })}
      />
      <Field
        label={message('answersQuestion', number)}
        value={row.question}
        onInput={(question) => onChange({ ...row, question })}
      />
      <Field
        label={message('answersAnswer', number)}
        value={row.answer}
        onInput={(answer) => onChange({ ...row, answer })}
      />
      {row.answer !== '' && (
        <Meter
          label={message('answersStrength', number)}
          value={weak ? 1 : Math.min(4, Math.ceil(bits / STEP_BITS))}
          words={message(weak ? 'answersOneWeak' : 'answersOneGood')}
          weak={weak}
        />
      )}
    </fieldset>
  );
}
