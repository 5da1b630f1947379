import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { KeptValue } from '../../rpc/index.ts';
import {
  Button,
  Dialog,
  Empty,
  Failure,
  IconButton,
  List,
  longAgo,
  Row,
  Secret,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';

interface HistoryProps {
  /** What is done with a value. */
  use: string;
  onUse: (value: string) => unknown;
  onBack: () => void;
}

/** What was made before, the newest first. */
export function History({ use, onUse, onBack }: HistoryProps): JSX.Element {
  const { answer, error, again } = useQuestion('generator.history', {}, ['generator', 'items']);
  const [asking, ask] = useState(false);
  const [said, say] = useState(false);
  const used = useAction(async (value: string) => {
    await onUse(value);
    say(true);
  });
  const clear = useAction(async () => {
    await call('generator.clear', {});
    ask(false);
  });
  return (
    <>
      <div class="generator-body generator-past">
        {!answer && (error === undefined ? <Waiting /> : <Failure error={error} again={again} />)}
        {answer?.values.length === 0 && (
          <Empty icon="clock" title={message('generatorHistoryEmpty')}>
            <p>{message('generatorHistoryEmptyText')}</p>
          </Empty>
        )}
        {answer && answer.values.length > 0 && (
          <List title={message('generatorHistory')}>
            {answer.values.map((kept) => (
              <Row
                key={`${String(kept.keptAt)} ${kept.value}`}
                title={<Secret text={kept.value} />}
                detail={whenAndWhere(kept)}
                more={<IconButton icon="copy" label={use} onClick={() => void used.run(kept.value)} />}
              />
            ))}
          </List>
        )}
        {used.error !== undefined && <Failure error={used.error} />}
      </div>
      <div class="generator-foot">
        <p class="small muted" role="status">
          {said && message('generatorUsed')}
        </p>
        <div class="line">
          <Button big icon="back" onClick={onBack} autoFocus>
            {message('generatorBack')}
          </Button>
          <span class="spring" />
          {answer && answer.values.length > 0 && (
            <Button big kind="danger" onClick={() => ask(true)}>
              {message('generatorClear')}
            </Button>
          )}
        </div>
      </div>
      {asking && (
        <Dialog
          title={message('generatorClearTitle')}
          onClose={() => ask(false)}
          actions={
            <>
              <Button onClick={() => ask(false)} autoFocus>
                {message('kitCancel')}
              </Button>
              <Button kind="danger" busy={clear.busy} onClick={() => void clear.run()}>
                {message('generatorClearDo')}
              </Button>
            </>
          }
        >
          <p>{message('generatorClearText')}</p>
          {clear.error !== undefined && <Failure error={clear.error} />}
        </Dialog>
      )}
    </>
  );
}

function whenAndWhere({ keptAt, host }: KeptValue): string {
  const ago = longAgo(keptAt, Date.now());
  return host === undefined ? ago : `${host} · ${ago}`;
}
