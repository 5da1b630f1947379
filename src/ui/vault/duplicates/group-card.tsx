import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { DuplicateGroup, DuplicateRow, InputOf, MergeDone } from '../../../rpc/index.ts';
import { Button, Choice, Failure, longAgo, Notice, useAction, useQuestion, Waiting } from '../../kit/index.ts';
import { MergedValues } from './merged-values.tsx';

interface GroupCardProps {
  group: DuplicateGroup;
  onMerged: (done: MergeDone) => void;
}

const whys: Readonly<Record<Exclude<DuplicateGroup['why'], 'site'>, MessageKey>> = {
  title: 'duplicatesWhyTitle',
  number: 'duplicatesWhyNumber',
  text: 'duplicatesWhyText',
  person: 'duplicatesWhyPerson',
  key: 'duplicatesWhyKey',
};

/** Items that are one thing: why, which of them stays, and what it will hold. */
export function GroupCard({ group, onMerged }: GroupCardProps): JSX.Element {
  const { items } = group;
  const name = useId();
  const [stays, setStays] = useState(items[0]?.id);
  const [looking, look] = useState(false);
  const title = items.find((row) => row.title.trim() !== '')?.title ?? message('vaultUntitled');
  return (
    <section class="card duplicates-group" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <p class="muted">{[whyOf(group), verdictOf(group)].filter(Boolean).join(' ')}</p>
      <fieldset class="stack">
        <legend class="small">{message('duplicatesStays')}</legend>
        {items.map((row) => (
          <Choice
            key={row.id}
            name={name}
            checked={row.id === stays}
            onChoose={() => setStays(row.id)}
            title={row.title.trim() === '' ? message('vaultUntitled') : row.title}
          >
            {detailOf(row)}
          </Choice>
        ))}
      </fieldset>
      {looking ? (
        <MergeForm input={chosenOf(items, stays)} onMerged={onMerged} onCancel={() => look(false)} />
      ) : (
        <div class="line">
          <Button onClick={() => look(true)}>{message('duplicatesLook')}</Button>
        </div>
      )}
    </section>
  );
}

function whyOf({ why, host = '' }: DuplicateGroup): string {
  return why === 'site' ? message('duplicatesWhySite', host) : message(whys[why]);
}

/** What differs, as far as nobody has to look. */
function verdictOf({ same, passwords }: DuplicateGroup): string {
  if (same) return message('duplicatesSame');
  if (passwords === undefined) return '';
  return message(passwords === 'same' ? 'duplicatesPasswordsSame' : 'duplicatesPasswordsDiffer');
}

function detailOf({ detail, updatedAt }: DuplicateRow): string {
  return [detail, message('duplicatesChanged', longAgo(updatedAt, Date.now()))].filter(Boolean).join(' · ');
}

function chosenOf(items: readonly DuplicateRow[], stays: string | undefined): InputOf<'duplicates.merge'> {
  const seen = items.map(({ id, revision }) => ({ id, revision }));
  const keep = seen.find(({ id }) => id === stays) ?? { id: '', revision: 0 };
  return { keep, others: seen.filter(({ id }) => id !== keep.id) };
}

interface MergeFormProps {
  input: InputOf<'duplicates.merge'>;
  onMerged: (done: MergeDone) => void;
  onCancel: () => void;
}

/** What the one that stays will hold; nothing happens before somebody saw that. */
function MergeForm({ input, onMerged, onCancel }: MergeFormProps): JSX.Element {
  const { answer: merged, error, again } = useQuestion('duplicates.look', input);
  const merge = useAction(async () => onMerged(await call('duplicates.merge', input)));
  return (
    <div class="stack">
      <h3>{message('duplicatesHolds')}</h3>
      {error !== undefined && <Failure error={error} again={again} />}
      {merged ? <MergedValues merged={merged} /> : error === undefined && <Waiting />}
      {merged?.tooLarge === true && <Notice kind="danger">{message('duplicatesTooLarge')}</Notice>}
      {merge.error !== undefined && <Failure error={merge.error} />}
      <p class="muted small">{message('duplicatesTrashed')}</p>
      <div class="actions">
        <Button onClick={onCancel}>{message('kitCancel')}</Button>
        <Button
          kind="primary"
          busy={merge.busy}
          disabled={merged === undefined || merged.tooLarge}
          onClick={() => void merge.run()}
        >
          {message('duplicatesMerge')}
        </Button>
      </div>
    </div>
  );
}
