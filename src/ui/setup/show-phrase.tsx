import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Notice } from '../kit/index.ts';
import { KitSheet } from './kit-sheet.tsx';
import { PhraseWords } from './phrase-words.tsx';

interface ShowPhraseProps {
  words: readonly string[];
  onWritten: () => void;
}

/** The words, once, with the kit to print. */
export function ShowPhrase({ words, onWritten }: ShowPhraseProps): JSX.Element {
  return (
    <section class="stack" aria-label={message('setupPhraseTitle')}>
      <Notice>{message('setupPhraseText')}</Notice>
      <PhraseWords words={words} />
      <div class="actions">
        <Button big icon="print" onClick={() => print()}>
          {message('setupPhrasePrint')}
        </Button>
        <Button big kind="primary" onClick={onWritten}>
          {message('setupPhraseWritten')}
        </Button>
      </div>
      <KitSheet words={words} />
    </section>
  );
}
