import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button, Card, dateAndTime, IconButton, isEscape, List, Row } from '../../kit/index.ts';
import type { KindView } from '../../items/index.ts';
import type { Draft } from '../draft.ts';
import { bringBack, versionsOf } from './versions.ts';
import type { Version } from './versions.ts';

interface Named extends Version {
  /** What the field is called. */
  readonly name: string;
}

/** What the item said before, newest first. Bringing something back keeps what stands there now. */
export function ItemHistory({ draft, onClose }: { draft: Draft; onClose: () => void }): JSX.Element {
  const versions = versionsOf(draft.stored.value?.history ?? []).flatMap((version) => named(draft.kind, version));
  const [chosen, choose] = useState(0);
  const version = versions[chosen];
  const use = (former: Version): void => {
    draft.edit(bringBack(draft.fields.value, former));
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
          {versions.map(({ field, name, text, until }, index) => (
            <Row
              key={`${field} ${until}`}
              title={message('vaultHistoryUntil', dateAndTime(until))}
              detail={`${name}: ${text.trim().slice(0, 80)}`}
              selected={index === chosen}
              onOpen={() => choose(index)}
            />
          ))}
        </List>
        {version && (
          <Card title={version.name}>
            <p class="vault-text">{version.text}</p>
            <div class="actions">
              <Button kind="primary" icon="restore" onClick={() => use(version)}>
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
function named({ shown }: KindView, version: Version): Named[] {
  const { field, label } = version;
  if (label !== undefined) return [{ ...version, name: label || message('fieldUnnamed') }];
  const name = field === 'title' ? 'vaultNoteTitle' : shown.find((each) => each.name === field)?.label;
  return name === undefined ? [] : [{ ...version, name: message(name) }];
}
