import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button } from '../kit/index.ts';
import { NewPhrase } from '../setup/index.ts';
import { Page } from './page.tsx';

/** The way in for the day when the others are gone. */
export function PhraseStep({ next }: { next: () => void }): JSX.Element {
  return (
    <Page step="phrase" title={message('welcomePhraseTitle')} text={message('welcomePhraseText')}>
      <NewPhrase onAdded={next} />
      <div class="skip">
        <p class="muted small spring">{message('welcomeSkipPhrase')}</p>
        <Button kind="quiet" onClick={next}>
          {message('welcomeSkip')}
        </Button>
      </div>
    </Page>
  );
}
