import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { Column, Look, Role } from '../../../transfer/index.ts';
import { Button, Heading, Select, Switch } from '../../kit/index.ts';

export type Table = Extract<Look, { format: 'table' }>;
type Told = Pick<Table, 'columns' | 'headed'>;

/** What a person may say of a column; the others are of programs that are known. */
const roles = {
  title: 'vaultNoteTitle',
  url: 'itemUrl',
  username: 'itemUsername',
  password: 'itemPassword',
  totp: 'itemTotp',
  account: 'itemAccountId',
  notes: 'itemNotes',
  folder: 'itemFolder',
  tags: 'vaultTags',
  favourite: 'vaultFavourite',
  created: 'importRoleCreated',
  changed: 'importRoleChanged',
  field: 'importRoleField',
  hidden: 'importRoleHidden',
  unwanted: 'importLeave',
} satisfies Partial<Record<Role, MessageKey>>;

const secret: ReadonlySet<Role> = new Set(['password', 'totp', 'hidden']);
const DOTS = '••••••';

interface ColumnsProps {
  name: string;
  table: Table;
  onTold: (told: Told) => void;
  onCancel: () => void;
}

/** A table of nobody that we know: a person says what its columns are, with its first rows in view. */
export function Columns({ name, table, onTold, onCancel }: ColumnsProps): JSX.Element {
  const [headed, setHeaded] = useState(table.headed);
  const [chosen, setChosen] = useState<readonly Role[]>(table.columns.map(({ role }) => role));
  const [first = [], ...others] = table.samples;
  const rows = headed ? others : table.samples;
  const columns = chosen.map((role, at): Column => ({ name: nameOf(headed ? first[at] : '', at), role }));
  const comes = chosen.some((role) => role !== 'unwanted');
  const send = (event: Event): void => {
    event.preventDefault();
    if (comes) onTold({ columns, headed });
  };
  return (
    <form class="stack" onSubmit={send}>
      <p class="muted">{name}</p>
      <Heading arrive>{message('importColumnsTitle')}</Heading>
      <p>{message('importColumnsText')}</p>
      <Switch label={message('importColumnsHeaded')} on={headed} onSwitch={setHeaded} />
      <ul class="card transfer-columns">
        {columns.map((column, at) => (
          <li key={at}>
            <p>
              <strong>{headed ? column.name : message('importColumn', column.name)}</strong>
              <small>{samplesOf(rows, at, column.role)}</small>
            </p>
            <Select
              label={message('importColumnIs', column.name)}
              labelHidden
              value={column.role}
              options={optionsOf()}
              onChoose={(role) => setChosen(chosen.map((one, place) => (place === at ? role : one)))}
            />
          </li>
        ))}
      </ul>
      <div class="actions">
        <Button big onClick={onCancel}>
          {message('kitCancel')}
        </Button>
        <Button kind="primary" big disabled={!comes}>
          {message('importColumnsRead')}
        </Button>
      </div>
    </form>
  );
}

/** A column without a name has its number. */
function nameOf(written: string | undefined, at: number): string {
  const name = written?.trim() ?? '';
  return name === '' ? String(at + 1) : name;
}

function optionsOf(): { readonly value: Role; readonly words: string }[] {
  return (Object.entries(roles) as [Role, MessageKey][]).map(([value, key]) => ({ value, words: message(key) }));
}

/** What stands in a column; of secrets only that there are some. */
function samplesOf(rows: readonly (readonly string[])[], at: number, role: Role): string {
  const cells = rows.map((row) => row[at] ?? '').filter((cell) => cell !== '');
  if (cells.length === 0) return message('importColumnEmpty');
  return cells.map((cell) => (secret.has(role) ? DOTS : cell.slice(0, 60).toWellFormed())).join(' · ');
}
