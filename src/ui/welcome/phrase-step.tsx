import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { NewPhrase } from '../setup/index.ts';
import { Onward } from '../kit/index.ts';
import { Page } from './page.tsx';

/** The way in for the day when the others are gone. */
export function PhraseStep({ next, back }: { next: () => void; back: () => void }): JSX.Element {
  return (
    <Page title={message('welcomePhraseTitle')} text={message('welcomePhraseText')}>
      <NewPhrase onAdded={next} />
      <Onward back={back} />
    </Page>
  );
}
