import { createPortal } from 'preact';
import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { dateAndTime, Mark, Secret, useOutside, useQuestion } from '../kit/index.ts';
import { PhraseWords } from './phrase-words.tsx';

/** The printable recovery kit: nothing on screen, the only thing on paper. */
export function KitSheet({ words }: { words: readonly string[] }): JSX.Element {
  const place = useOutside('kit-sheet');
  const { answer: about } = useQuestion('about', {});
  const sheet = (
    <article>
      <h1>
        <Mark size={36} /> {message('kitSheetTitle')}
      </h1>
      <p>{message('kitSheetText')}</p>
      <PhraseWords words={words} />
      <dl>
        {about && (
          <>
            <dt>{message('kitSheetAccount')}</dt>
            <dd>
              <Secret text={`${about.account} · ${about.head}`} />
            </dd>
            <dt>{message('kitSheetDevice')}</dt>
            <dd>{about.device}</dd>
          </>
        )}
        <dt>{message('kitSheetDate')}</dt>
        <dd>{dateAndTime(Date.now())}</dd>
      </dl>
      <h2>{message('kitSheetHow')}</h2>
      <ol class="how">
        <li>{message('kitSheetHow1')}</li>
        <li>{message('kitSheetHow2')}</li>
        <li>{message('kitSheetHow3')}</li>
      </ol>
      <p>{message('kitSheetKeep')}</p>
    </article>
  );
  return createPortal(sheet, place);
}
