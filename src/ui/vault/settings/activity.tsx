import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { NotNow, useStore } from '../../account/index.ts';
import { Button, Failure, List, Row, useQuestion, Waiting } from '../../kit/index.ts';
import { activityLines } from './activity-words.ts';

/** So many are shown at first, and again at each press. */
const STEP = 20;

/** What happened to the vault and its account, each entry with whose word it is. */
export function ActivitySettings(): JSX.Element {
  const { answer: store, error } = useStore();
  const deeds = useQuestion('activity.own', {}, ['activity']);
  if (!deeds.answer)
    return deeds.error === undefined ? <Waiting /> : <Failure error={deeds.error} again={deeds.again} />;
  if (!store && error === undefined) return <Waiting />;
  return store?.connected ? <WithStore own={deeds.answer} /> : <Lines own={deeds.answer} />;
}

type Own = Parameters<typeof activityLines>[0];
type Told = Parameters<typeof activityLines>[1];

/** Without the store's word the vault's own is shown, and why the rest isn't. */
function WithStore({ own }: { own: Own }): JSX.Element {
  const { answer, error, again } = useQuestion('activity.store', {}, ['account', 'activity']);
  if (!answer && error === undefined) return <Waiting />;
  return (
    <div class="stack">
      {error !== undefined && <NotNow error={error} again={again} />}
      <Lines own={own} {...(answer && error === undefined && { told: answer })} />
    </div>
  );
}

function Lines({ own, told }: { own: Own; told?: Told }): JSX.Element {
  const [shown, show] = useState(STEP);
  const lines = activityLines(own, told ?? []);
  if (lines.length === 0) return <p class="muted">{message('activityNone')}</p>;
  return (
    <div class="stack wrapping">
      <p class="muted">{message(told ? 'activityTextStore' : 'activityText')}</p>
      <List title={message('activityList')} titleHidden>
        {lines.slice(0, shown).map(({ by, at, icon, title, detail }, place) => (
          <Row
            key={`${by} ${String(at)} ${String(place)}`}
            icon={icon}
            title={title}
            detail={
              <>
                {told && (
                  <>
                    <span class="chip">{message(by === 'store' ? 'activityByStore' : 'activityByVault')}</span>{' '}
                  </>
                )}
                {detail}
              </>
            }
          />
        ))}
      </List>
      {lines.length > shown && (
        <p>
          <Button onClick={() => show(shown + STEP)}>{message('activityMore')}</Button>
        </p>
      )}
    </div>
  );
}
