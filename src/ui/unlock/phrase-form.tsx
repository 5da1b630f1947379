import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call, CallError } from '../../rpc/index.ts';
import { phraseWords } from '../../typed/index.ts';
import { Button, isEnter, sentenceFor, TextArea, useAction } from '../kit/index.ts';

interface PhraseFormProps {
  /** Without it, the phrase opens this browser's vault. */
  open?: (phrase: string) => Promise<unknown>;
  submit?: string;
  onUnlocked?: () => void;
}

/** The recovery phrase. A word that is not in the list is named by its place and selected. */
export function PhraseForm(props: PhraseFormProps): JSX.Element {
  const { open = unlockByPhrase, submit: words = message('unlockNow') } = props;
  const [phrase, setPhrase] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const unlock = useAction(async () => {
    try {
      await open(phrase);
    } catch (error) {
      show(field.current, error);
      throw error;
    }
    setPhrase('');
    props.onUnlocked?.();
  });
  const submit = (event?: Event): void => {
    event?.preventDefault();
    if (phrase.trim() === '') field.current?.focus();
    else void unlock.run();
  };
  return (
    <form class="stack" onSubmit={submit}>
      <TextArea
        label={message('unlockPhrase')}
        value={phrase}
        onInput={(value) => {
          setPhrase(value);
          unlock.clear();
        }}
        onKeyDown={(event) => {
          if (!isEnter(event) || event.shiftKey) return;
          event.preventDefault();
          submit();
        }}
        rows={5}
        mono
        autoFocus
        inputRef={field}
        hint={message('unlockPhraseHint', String(phraseWords(phrase).length))}
        error={unlock.error === undefined ? undefined : sentenceFor(unlock.error)}
      />
      <Button big wide kind="primary" busy={unlock.busy}>
        {words}
      </Button>
    </form>
  );
}

function unlockByPhrase(phrase: string): Promise<unknown> {
  return call('unlock.phrase', { phrase });
}

/** Selects the word that is wrong, so that typing replaces it. */
function show(field: HTMLTextAreaElement | null, error: unknown): void {
  if (!field) return;
  field.focus();
  const position = error instanceof CallError ? error.detail.position : undefined;
  const wrong = phraseWords(field.value).find((word) => word.position === position);
  if (wrong) field.setSelectionRange(wrong.start, wrong.end);
}
