import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { LeftOut, ReadReport, Why } from '../../../transfer/index.ts';
import { counted } from '../../kit/index.ts';

const reasons: Readonly<Record<Why, MessageKey>> = {
  quote: 'importWhyQuote',
  internal: 'importWhyInternal',
  'too-long': 'importWhyTooLong',
  malformed: 'importWhyMalformed',
  attachment: 'importWhyAttachment',
  passkey: 'importWhyPasskey',
  trashed: 'importWhyTrashed',
  empty: 'importWhyEmpty',
  rule: 'importWhyRule',
  twice: 'importWhyTwice',
  'no-item': 'importWhyNoItem',
  unwanted: 'importWhyUnwanted',
};

/** Each reason with the places that it is about. */
export function LeftOutList({ report }: { report: Pick<ReadReport, 'leftOut' | 'reasons'> }): JSX.Element | null {
  const found = (Object.keys(reasons) as Why[]).filter((why) => (report.reasons[why] ?? 0) > 0);
  if (found.length === 0) return null;
  return (
    <section class="transfer-sources" aria-labelledby="transfer-left-out">
      <h2 id="transfer-left-out" class="list-title">
        {message('importLeftOut')}
      </h2>
      {found.map((why) => (
        <details key={why}>
          <summary>
            <span>
              {counted('importPlaces', report.reasons[why] ?? 0)}
              <small>{message(reasons[why])}</small>
            </span>
          </summary>
          <ul>
            {report.leftOut
              .filter((one) => one.why === why)
              .map((one, at) => (
                <li key={at}>{placeOf(one)}</li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function placeOf({ line, title, what }: LeftOut): string {
  const place = line === undefined ? '' : message('importLine', String(line));
  return [place, title, what].filter(Boolean).join(' · ') || message('importWholeFile');
}

export function countLeftOut({ reasons: counts }: Pick<ReadReport, 'reasons'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
