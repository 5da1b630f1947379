import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { DuplicateGroup, Duplicates, MergeDone } from '../../../rpc/index.ts';
import { Button, counted, Empty, Failure, Heading, useAction, useQuestion, Waiting } from '../../kit/index.ts';
import { NoticeLine } from '../list/notice-line.tsx';
import type { PageState } from '../page-state.ts';
import { GroupCard } from './group-card.tsx';

/** How many groups are drawn at first, and how many more at a press. */
const STEP = 50;

/** Items that are one thing: group by group, to be merged. */
export function DuplicatesPlace({ pageState }: { pageState: PageState }): JSX.Element {
  const [limit, setLimit] = useState(STEP);
  const found = useQuestion('duplicates.find', { limit }, ['items']);
  const said = ({ undo, groups }: MergeDone): void =>
    pageState.sayBriefly(counted('duplicatesMerged', groups), () => call('duplicates.undo', { undo }));
  const { answer, error, again } = found;
  return (
    <div class="duplicates">
      <main class="vault-settings">
        <div class="vault-settings-head">
          <Heading>{message('duplicatesTitle')}</Heading>
          <p class="muted">{message('duplicatesText')}</p>
        </div>
        {error !== undefined && <Failure error={error} again={again} />}
        {answer ? (
          <Groups found={answer} onMerged={said} onMore={() => setLimit(limit + STEP)} />
        ) : (
          error === undefined && <Waiting />
        )}
      </main>
      <NoticeLine pageState={pageState} />
    </div>
  );
}

interface GroupsProps {
  found: Duplicates;
  onMerged: (done: MergeDone) => void;
  onMore: () => void;
}

function Groups({ found, onMerged, onMore }: GroupsProps): JSX.Element {
  const { groups, total, same } = found;
  const mergeSame = useAction(async () => onMerged(await call('duplicates.mergeSame', {})));
  if (total === 0) {
    return (
      <Empty icon="check" title={message('duplicatesNoneTitle')}>
        <p>{message('duplicatesNoneText')}</p>
      </Empty>
    );
  }
  return (
    <>
      <p role="status">{counted('duplicatesFound', total)}</p>
      {same > 0 && (
        <div class="line">
          <Button kind="primary" busy={mergeSame.busy} onClick={() => void mergeSame.run()}>
            {counted('duplicatesMergeSame', same)}
          </Button>
        </div>
      )}
      {mergeSame.error !== undefined && <Failure error={mergeSame.error} />}
      {groups.map((group) => (
        <GroupCard key={keyOf(group)} group={group} onMerged={onMerged} />
      ))}
      {groups.length < total && (
        <div class="line">
          <Button onClick={onMore}>{message('duplicatesMore')}</Button>
        </div>
      )}
    </>
  );
}

/** Another one once something of it changed: what was chosen in it was chosen of what it was. */
function keyOf({ items }: DuplicateGroup): string {
  return items.map(({ id, revision }) => `${id} ${String(revision)}`).join();
}
