import { createPortal } from 'preact';
import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { dateAndTime, Mark, Secret, useOutside, useQuestion } from '../kit/index.ts';
import { QrCode } from '../qr/index.ts';
import { PhraseWords } from './phrase-words.tsx';

/** A phrase has so many words. */
const blank = Array.from({ length: 24 }, () => '');

interface KitProps {
  /** Absent: lines to write them on by hand. */
  words?: readonly string[];
  /** The letters that tell one phrase from another: all that the code on the sheet says. */
  fingerprint?: string | undefined;
}

/** What is on the sheet. */
export function Sheet({ words, fingerprint }: KitProps): JSX.Element {
  return (
    <article>
      <h1>
        <Mark size={36} /> {message('kitSheetTitle')}
      </h1>
      <p>{message(words ? 'kitSheetText' : 'kitSheetByHand')}</p>
      <PhraseWords words={words ?? blank} />
      <Facts fingerprint={fingerprint} />
      {fingerprint !== undefined && (
        <div class="kit-code">
          <QrCode text={`latchkey:phrase:${fingerprint}`} label={message('kitSheetCode', fingerprint)} />
          <p>{message('kitSheetCodeText', fingerprint)}</p>
        </div>
      )}
      <h2>{message('kitSheetHow')}</h2>
      <ol class="how">
        <li>{message('kitSheetHow1')}</li>
        <li>{message('kitSheetHow2')}</li>
        <li>{message('kitSheetHow3')}</li>
      </ol>
      <p>{message('kitSheetKeep')}</p>
    </article>
  );
}

/** Whose vault it is, where it lies, and how it stood: all of it can be compared with what a browser shows. */
function Facts({ fingerprint }: Pick<KitProps, 'fingerprint'>): JSX.Element {
  const { answer: about } = useQuestion('about', {});
  const { answer: store } = useQuestion('account.status', {});
  const facts: readonly (readonly [string, JSX.Element | string | undefined])[] = [
    [message('storeEmail'), store?.connected ? store.email : undefined],
    [message('storeSheetStore'), store?.connected ? store.origin : undefined],
    [message('kitSheetAccount'), about && <Secret text={about.account} />],
    [message('kitSheetState'), about && <Secret text={about.head} />],
    [message('kitSheetPhrase'), fingerprint === undefined ? undefined : <Secret text={fingerprint} />],
    [message('kitSheetDevice'), about?.device],
    [message('kitSheetDate'), dateAndTime(Date.now())],
  ];
  return (
    <dl>
      {facts.map(
        ([name, fact]) =>
          fact !== undefined && [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} fact`} translate={false}>
              {fact}
            </dd>,
          ],
      )}
    </dl>
  );
}

/** The printable recovery kit: nothing on screen, the only thing on paper. */
export function KitSheet(props: KitProps): JSX.Element {
  const place = useOutside('kit-sheet');
  return createPortal(<Sheet {...props} />, place);
}
