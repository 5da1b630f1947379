import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { ItemView } from '../../rpc/index.ts';
import { Button, Card, dateAndTime, IconButton, isEscape, List, Row } from '../kit/index.ts';
import type { KindView } from '../items/index.ts';
import type { Draft } from './draft.ts';

type Entry = ItemView['history'][number];
interface Version {
  readonly field: string;
  /** What the field is called. */
  readonly name: MessageKey;
  readonly value: string;
  readonly until: number;
}

/** What the item said before, newest first. Bringing something back keeps what stands there now. */
export function ItemHistory({ draft, onClose }: { draft: Draft; onClose: () => void }): JSX.Element {
  const versions = (draft.stored.value?.history ?? []).flatMap((entry) => readable(draft.kind, entry)).reverse();
  const [chosen, choose] = useState(0);
  const version = versions[chosen];
  const bringBack = ({ field, value }: Version): void => {
    draft.edit({ [field]: value });
    void draft.flush();
    onClose();
  };
  const leave = (event: KeyboardEvent): void => {
    if (!isEscape(event)) return;
    event.preventDefault();
    onClose();
  };
  return (
    <article class="vault-note" onKeyDown={leave}>
      <div class="vault-bar">
        <IconButton icon="back" label={message('vaultHistoryBack')} onClick={onClose} />
        <h2 class="vault-heading">{message('vaultHistory')}</h2>
      </div>
      <p class="muted small">{message('vaultHistoryText')}</p>
      <div class="vault-history">
        <List title={message('vaultHistory')} titleHidden>
          {versions.map(({ field, name, value, until }, index) => (
            <Row
              key={`${field} ${until}`}
              title={message('vaultHistoryUntil', dateAndTime(until))}
              detail={`${message(name)}: ${value.trim().slice(0, 80)}`}
              selected={index === chosen}
              onOpen={() => choose(index)}
            />
          ))}
        </List>
        {version && (
          <Card title={message(version.name)}>
            <p class="vault-text">{version.value}</p>
            <div class="actions">
              <Button kind="primary" icon="restore" onClick={() => bringBack(version)}>
                {message('vaultHistoryRestore')}
              </Button>
            </div>
          </Card>
        )}
      </div>
    </article>
  );
}

/** The history may hold fields that this version doesn't show. */
function readable({ shown }: KindView, { field, value, until }: Entry): Version[] {
  const name = field === 'title' ? 'vaultNoteTitle' : shown.find((each) => each.name === field)?.label;
  return name !== undefined && typeof value === 'string' ? [{ field, name, value, until }] : [];
}
