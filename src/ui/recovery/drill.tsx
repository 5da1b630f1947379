import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { DrillRow, DrillView } from '../../rpc/index.ts';
import {
  Button,
  Failure,
  Icon,
  inDays,
  LinkButton,
  longAgo,
  Onward,
  StepPage,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { detailOf, provenOf, titleOf } from './drill-words.ts';
import { Try } from './try.tsx';

/** "Would I get back in?": each way that stands is tried here, and none of them is used up by it. */
export function Drill(): JSX.Element {
  const { answer, error, again } = useQuestion('recovery.drill', {}, [
    'ways',
    'account',
    'items',
    'recovery',
    'messages',
  ]);
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <StepPage title={message('recoveryTitle')} text={message('drillText')}>
      <Rows drill={answer} />
      <p class="small muted">{message('drillReminds', inDays(answer.remindsAt, answer.now))}</p>
      <Onward back={undefined}>
        <LinkButton big href="#recovery">
          {message('drillEnough')}
        </LinkButton>
      </Onward>
    </StepPage>
  );
}

function Rows({ drill: { rows, now } }: { drill: DrillView }): JSX.Element {
  const [trying, setTrying] = useState<string>();
  const [proven, setProven] = useState<string>();
  const first = rows.find((row) => isTried(row) && row.provenAt === undefined)?.key;
  const done = (key: string): void => {
    setTrying(undefined);
    setProven(key);
  };
  return (
    <>
      <ul class="card recovery-drill" aria-label={message('recoveryRungs')}>
        {rows.map((row) => (
          <li key={row.key}>
            <div class="recovery-way">
              <Proven row={row} />
              <div>
                <h2 id={`drill-${row.key}`}>{titleOf(row)}</h2>
                <p class="small muted">
                  {row.provenAt === undefined ? detailOf(row) : provenOf(row, longAgo(row.provenAt, now))}
                </p>
              </div>
              {isTried(row) && (
                <Button
                  kind={row.key === first && trying === undefined ? 'primary' : 'plain'}
                  describedBy={`drill-${row.key}`}
                  onClick={() => setTrying(trying === row.key ? undefined : row.key)}
                >
                  {message(trying === row.key ? 'kitCancel' : 'drillTry')}
                </Button>
              )}
            </div>
            {trying === row.key && <Try row={row} onProven={() => done(row.key)} />}
          </li>
        ))}
      </ul>
      <p class="hidden-text" role="status">
        {rows.flatMap((row) =>
          row.key === proven ? [`${titleOf(row)}: ${message('drillProven', longAgo(now, now))}`] : [],
        )}
      </p>
    </>
  );
}

/** What is tried here; the others prove themselves. */
function isTried({ kind }: DrillRow): boolean {
  return kind !== 'browser' && kind !== 'trustees';
}

function Proven({ row }: { row: DrillRow }): JSX.Element {
  const isProven = row.provenAt !== undefined;
  return <span class={isProven ? 'recovery-box on' : 'recovery-box'}>{isProven && <Icon name="check" />}</span>;
}
