import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { ImportState } from '../../../rpc/index.ts';
import {
  Button,
  counted,
  Failure,
  Heading,
  LinkButton,
  Notice,
  sentenceFor,
  useAction,
  useQuestion,
  written,
} from '../../kit/index.ts';
import { hashOf } from '../route.ts';
import { countLeftOut, LeftOutList } from './left-out.tsx';
import { Progress } from './progress.tsx';

type Under = Exclude<ImportState, { at: 'none' }>;

interface StandingProps {
  state: Under;
  onTakenBack: (counts: { taken: number; kept: number }) => void;
}

/** An import that was begun: how far it is, or what came of it. */
export function Standing(props: StandingProps): JSX.Element {
  const { state } = props;
  if (state.at === 'done') return <Done {...props} />;
  return <Running {...props} />;
}

function Running({ state, onTakenBack }: StandingProps): JSX.Element {
  const { id, done, total } = state;
  const back = useAction(async () => onTakenBack(await call('transfer.undo', { id })));
  const on = useAction(() => call('transfer.run', { id, choices: { all: 'merge', single: {} } }));
  const error = back.error ?? on.error;
  return (
    <div class="stack">
      <Progress title={message('importDoneOf', written(done), written(total))} done={done} total={total} />
      {state.at === 'stopped' && (
        <Notice kind="danger">
          <p>{sentenceFor({ code: state.code })}</p>
          <p>{message('importStopped')}</p>
        </Notice>
      )}
      {state.at === 'running' && <p class="muted">{message('importRunningText')}</p>}
      {error !== undefined && <Failure error={error} />}
      <div class="actions">
        <Button busy={back.busy || state.at === 'undoing'} onClick={() => void back.run()}>
          {message('importStopBack')}
        </Button>
        {state.at === 'stopped' && (
          <Button kind="primary" busy={on.busy} onClick={() => void on.run()}>
            {message('importGoOn')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Done({ state, onTakenBack }: StandingProps): JSX.Element {
  const { id, name, done, merged, same } = state;
  const { answer: report } = useQuestion('transfer.report', { id }, []);
  const [open, setOpen] = useState(false);
  const back = useAction(async () => onTakenBack(await call('transfer.undo', { id })));
  const another = useAction(() => call('transfer.dismiss', { id }));
  const error = back.error ?? another.error;
  const leftOut = report ? countLeftOut(report) : 0;
  const facts = [
    merged > 0 && counted('importMergedCount', merged),
    same > 0 && counted('importSameCount', same),
    leftOut > 0 && counted('importLeftOutCount', leftOut),
  ].filter(Boolean);
  return (
    <div class="stack">
      <Heading arrive>{counted('importInVault', done)}</Heading>
      {facts.length > 0 && (
        <div class="line">
          <p class="muted">{facts.join(', ')}</p>
          {leftOut > 0 && (
            <Button kind="quiet" onClick={() => setOpen(!open)}>
              {message('importReport')}
            </Button>
          )}
        </div>
      )}
      {open && report && <LeftOutList report={report} />}
      <Notice icon="alert">
        <p>
          <strong>{message('importDeleteFile')}</strong> {message('importDeleteFileText', name)}
        </p>
      </Notice>
      {error !== undefined && <Failure error={error} />}
      <div class="actions">
        <Button big icon="restore" busy={back.busy} onClick={() => void back.run()}>
          {message('importUndo')}
        </Button>
        <LinkButton big href={hashOf({ place: 'duplicates' })}>
          {message('importDuplicates')}
        </LinkButton>
        <LinkButton big kind="primary" href={hashOf({ place: 'all' })}>
          {message('importShow')}
        </LinkButton>
      </div>
      <p class="muted">{counted('importUndoText', done)}</p>
      <p>
        <Button kind="quiet" busy={another.busy} onClick={() => void another.run()}>
          {message('importAnother')}
        </Button>
      </p>
    </div>
  );
}
