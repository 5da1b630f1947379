import { createPortal } from 'preact';
import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { dateAndTime, Mark, Secret, useOutside } from '../kit/index.ts';

interface CodesSheetProps {
  codes: readonly string[];
  origin: string;
  email: string;
}

/** The backup codes on paper; nothing on screen. */
export function CodesSheet({ codes, origin, email }: CodesSheetProps): JSX.Element {
  const place = useOutside('kit-sheet');
  const sheet = (
    <article>
      <h1>
        <Mark size={36} /> {message('storeSheetTitle')}
      </h1>
      <p>{message('storeSheetText')}</p>
      <ol class="phrase" role="list">
        {codes.map((code, index) => (
          <li key={code}>
            <span class="number">{index + 1}</span> <Secret text={code} />
          </li>
        ))}
      </ol>
      <dl>
        <dt>{message('storeSheetStore')}</dt>
        <dd>{origin}</dd>
        <dt>{message('storeEmail')}</dt>
        <dd>{email}</dd>
        <dt>{message('kitSheetDate')}</dt>
        <dd>{dateAndTime(Date.now())}</dd>
      </dl>
    </article>
  );
  return createPortal(sheet, place);
}
