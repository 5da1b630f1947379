import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Failure, LinkButton, Notice, Onward, StepPage, useQuestion, Waiting } from '../kit/index.ts';
import { KitSheet, Sheet } from './kit-sheet.tsx';

interface KitPageProps {
  /** Where a phrase is made: its words are printed there and nowhere else, for nobody keeps them. */
  toPhrase: string;
  onBack: () => void;
}

/** The recovery kit, to be printed at any time: with lines for the words. Nothing of it leaves the browser, or is kept. */
export function KitPage({ toPhrase, onBack }: KitPageProps): JSX.Element {
  const { answer: ways, error, again } = useQuestion('ways.list', {}, ['ways']);
  if (!ways) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  const phrase = ways.findLast(({ kind }) => kind === 'phrase');
  if (!phrase) {
    return (
      <StepPage title={message('kitPageOpen')} text={message('kitPageNone')}>
        <Onward back={onBack}>
          <LinkButton big kind="primary" href={toPhrase}>
            {message('settingsPhraseMake')}
          </LinkButton>
        </Onward>
      </StepPage>
    );
  }
  return (
    <StepPage title={message('kitPageOpen')} text={message('kitPageText')}>
      <Notice>
        <p>{message('kitPageWords')}</p>
        <LinkButton href={toPhrase}>{message('kitPageNew')}</LinkButton>
      </Notice>
      <div class="kit-paper">
        <Sheet fingerprint={phrase.fingerprint} />
      </div>
      <Onward back={onBack}>
        <Button big kind="primary" icon="print" onClick={() => print()}>
          {message('setupPhrasePrint')}
        </Button>
      </Onward>
      <KitSheet fingerprint={phrase.fingerprint} />
    </StepPage>
  );
}
