import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Failure, Field } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { drawPositions, isWord } from './positions.ts';

interface ConfirmPhraseProps {
  words: readonly string[];
  /** Adds the phrase; may ask for a fresh proof. */
  onConfirmed: () => Promise<void>;
  onBack: () => void;
}

/** Three words of the phrase, so that a slip of the pen shows now and not on the day it is needed. */
export function ConfirmPhrase({ words, onConfirmed, onBack }: ConfirmPhraseProps): JSX.Element {
  const [positions] = useState(() => drawPositions(words.length, 3));
  const [typed, setTyped] = useState<readonly string[]>(positions.map(() => ''));
  const [checked, setChecked] = useState(false);
  const add = useProvedAction(onConfirmed, true);
  const right = positions.map((position, index) => isWord(typed[index] ?? '', words[position - 1]));

  const send = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    if (right.every(Boolean)) void add.run();
  };
  return (
    <form class="stack" onSubmit={send}>
      <p class="muted">{message('setupPhraseConfirmText')}</p>
      {positions.map((position, index) => (
        <Field
          key={position}
          label={message('setupPhraseWord', String(position))}
          mono
          autoFocus={index === 0}
          value={typed[index] ?? ''}
          onInput={(value) => {
            setTyped(typed.with(index, value));
            setChecked(false);
          }}
          error={checked && !right[index] ? message('setupPhraseWordWrong', String(position)) : undefined}
        />
      ))}
      {add.error !== undefined && <Failure error={add.error} />}
      <div class="actions">
        <Button big onClick={onBack}>
          {message('setupPhraseShowAgain')}
        </Button>
        <Button big kind="primary" busy={add.busy}>
          {message('setupPhraseConfirm')}
        </Button>
      </div>
      {add.dialog}
    </form>
  );
}
