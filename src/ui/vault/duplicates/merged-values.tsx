import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { Merged } from '../../../rpc/index.ts';
import { DOTS, Eye, Secret, useEye } from '../../kit/index.ts';
import { formerLines, standingLines } from './lines.ts';
import type { Line } from './lines.ts';

/** What one item of several would hold, and what would be in its history. */
export function MergedValues({ merged }: { merged: Merged }): JSX.Element {
  const former = formerLines(merged);
  return (
    <>
      <Lines lines={standingLines(merged.item)} />
      {former.length > 0 && (
        <>
          <h4>{message('duplicatesHistory')}</h4>
          <Lines lines={former} />
        </>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly Line[] }): JSX.Element {
  return (
    <dl class="duplicates-values">
      {lines.map((line, at) => (
        <LineOf key={at} line={line} />
      ))}
    </dl>
  );
}

function LineOf({ line: { label, text, secret } }: { line: Line }): JSX.Element {
  const [shown, show] = useEye();
  return (
    <div>
      <dt class="small muted">{label}</dt>
      <dd class="line">
        <span class="vault-text" dir="auto">
          {!secret ? text : shown ? <Secret text={text} /> : DOTS}
        </span>
        {secret && <Eye of={label} shown={shown} onShow={show} />}
      </dd>
    </div>
  );
}
