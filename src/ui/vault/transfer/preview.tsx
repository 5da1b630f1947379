import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { InputOf, LikeChoice, LikeRow } from '../../../rpc/index.ts';
import { Button, counted, Failure, Heading, List, Row, useAction, written } from '../../kit/index.ts';
import { LeftOutList } from './left-out.tsx';
import { Room } from './room.tsx';
import type { Staged } from './staging.ts';

type Choices = InputOf<'transfer.run'>['choices'];

const choiceWords: Readonly<Record<LikeChoice, MessageKey>> = {
  merge: 'importMerge',
  both: 'importBoth',
  leave: 'importLeave',
};

/** How many of those alike are shown before somebody asks for more. */
const FEW = 5;

interface PreviewProps {
  name: string;
  staged: Staged;
  onCancel: () => void;
}

/** What a file would bring. Nothing is written before the press. */
export function Preview({ name, staged, onCancel }: PreviewProps): JSX.Element {
  const [choices, setChoices] = useState<Choices>({ all: 'merge', single: {} });
  const run = useAction(() => call('transfer.run', { id: staged.id, choices }));
  const { report, same, like } = staged;
  const coming = report.items - same;
  return (
    <div class="stack">
      <p class="muted">{name}</p>
      <Heading arrive>{counted('importWouldCome', coming)}</Heading>
      <Counts staged={staged} />
      {like.length > 0 && <Like rows={like} choices={choices} onChoices={setChoices} />}
      <LeftOutList report={report} />
      <Room id={staged.id} likeChoice={choices.all} />
      {run.error !== undefined && <Failure error={run.error} />}
      <div class="actions">
        <Button big onClick={onCancel}>
          {message('kitCancel')}
        </Button>
        <Button kind="primary" big busy={run.busy} disabled={coming === 0} onClick={() => void run.run()}>
          {counted('importDo', coming)}
        </Button>
      </div>
    </div>
  );
}

function Counts({ staged: { report, same } }: { staged: Staged }): JSX.Element {
  const { login, note, card, identity, 'ssh-key': keys } = report.kinds;
  const others = [
    card > 0 && counted('importCards', card),
    identity > 0 && counted('importIdentities', identity),
    keys > 0 && counted('importKeys', keys),
  ].filter(Boolean);
  return (
    <div class="transfer-counts">
      <div class="card">
        <p>{counted('importLogins', login)}</p>
        {report.codes > 0 && <small>{counted('importCodes', report.codes)}</small>}
      </div>
      <div class="card">
        <p>{counted('importNotes', note)}</p>
        {others.length > 0 && <small>{others.join(', ')}</small>}
      </div>
      <div class="card">
        <p>{counted('importSame', same)}</p>
        <small>{message('importSameText')}</small>
      </div>
    </div>
  );
}

interface LikeProps {
  rows: readonly LikeRow[];
  choices: Choices;
  onChoices: (choices: Choices) => void;
}

function Like({ rows, choices, onChoices }: LikeProps): JSX.Element {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FEW);
  return (
    <div class="stack">
      <List title={counted('importLike', rows.length)}>
        {shown.map((row) => (
          <Row
            key={row.id}
            letter={row.title.slice(0, 1).toUpperCase()}
            title={row.title}
            detail={likeWords(row)}
            action={
              <ChoiceField
                label={`${message('importLikeChoice')}: ${row.title}`}
                value={choices.single[row.id] ?? choices.all}
                onChoose={(choice) => onChoices({ ...choices, single: { ...choices.single, [row.id]: choice } })}
              />
            }
          />
        ))}
      </List>
      {shown.length < rows.length && (
        <p>
          <Button onClick={() => setAll(true)}>{message('importMore', written(rows.length - shown.length))}</Button>
        </p>
      )}
      <div class="line">
        <p class="muted">{message('importMergeText')}</p>
        <span class="spring" />
        <ChoiceField
          label={message('importLikeAll')}
          value={choices.all}
          onChoose={(choice) => onChoices({ all: choice, single: {} })}
        />
      </div>
    </div>
  );
}

interface ChoiceFieldProps {
  label: string;
  value: LikeChoice;
  onChoose: (choice: LikeChoice) => void;
}

function ChoiceField({ label, value, onChoose }: ChoiceFieldProps): JSX.Element {
  return (
    <select
      class="button plain"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value as LikeChoice)}
    >
      {(Object.keys(choiceWords) as LikeChoice[]).map((choice) => (
        <option key={choice} value={choice}>
          {message(choiceWords[choice])}
        </option>
      ))}
    </select>
  );
}

/** What two of one user differ in. */
function likeWords({ fields, newer }: LikeRow): string {
  const what = fields.includes('password')
    ? message('importOtherPassword')
    : fields.every((name) => name === 'urls')
      ? message('importOtherSites')
      : counted('importOtherFields', fields.length);
  const when = { here: message('importNewerHere'), file: message('importNewerFile'), unknown: '' }[newer];
  return [what, when].filter(Boolean).join(', ');
}
