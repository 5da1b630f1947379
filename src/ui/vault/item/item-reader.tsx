import type { JSX } from 'preact';
import type { CustomField, LoginUrl } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { ItemView } from '../../../rpc/index.ts';
import type { ShownField } from '../../items/index.ts';
import { Button, Failure, momentOf, Notice, useAction } from '../../kit/index.ts';
import { TotpCode } from '../../totp/index.ts';
import type { Draft } from '../draft.ts';
import { wordsOf } from '../kinds/login-urls.tsx';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';
import { FieldVersions, FormerValue } from './field-versions.tsx';
import { ReadValue } from './read-value.tsx';
import { ReaderBar } from './reader-bar.tsx';
import { bringBack, removedFields, versionsOf } from './versions.ts';
import type { Version } from './versions.ts';

interface ItemReaderProps {
  pageState: PageState;
  draft: Draft;
  view: ItemView;
  place: ListPlace;
}

/** What can be done with a value that is read. */
interface Hands {
  readonly onCopied: (label: string) => void;
  readonly onUse: (version: Version) => void;
}

/** An item to be read: a press on a value copies it, and secrets are dots until their eye is pressed. */
export function ItemReader({ pageState, draft, view, place }: ItemReaderProps): JSX.Element {
  const { item, history } = view;
  const pane = pageState.kinds[item.kind];
  const change = useAction(async (fields: Partial<ItemView['item']>) => {
    const { id, revision } = view;
    const edited = { ...item, ...fields } as ItemView['item'];
    draft.follow(await call('items.save', { id, revision, base: item, item: edited }));
  });
  const hands: Hands = {
    onCopied: (label) => pageState.say(message('readCopied', label)),
    onUse: (version) => void change.run(bringBack(item, version)),
  };
  return (
    <article class="vault-note" aria-label={item.title || message('vaultUntitled')}>
      <ReaderBar
        pageState={pageState}
        draft={draft}
        view={view}
        place={place}
        onFavourite={() => void change.run({ favourite: !item.favourite })}
      />
      {change.error !== undefined && <Failure error={change.error} />}
      <KeptEdit draft={draft} />
      <h2 class="vault-note-title">{item.title || <span class="muted">{message('vaultUntitled')}</span>}</h2>
      <p class="muted small">{[message(pane.name), item.folder, ...item.tags].filter(Boolean).join(' · ')}</p>
      <dl class="vault-values">
        {pane.Facts && <pane.Facts item={item} onCopied={hands.onCopied} />}
        {pane.shown.map((field) => (
          <ShownValue key={field.name} field={field} view={view} hands={hands} />
        ))}
        {'urls' in item && <Sites urls={item.urls} />}
        {item.fields.map((field) => (
          <CustomValue key={field.id} field={field} view={view} hands={hands} />
        ))}
      </dl>
      <Removed versions={removedFields(item, history)} onUse={hands.onUse} />
    </article>
  );
}

/** There is an edit that was begun and not saved. */
function KeptEdit({ draft }: { draft: Draft }): JSX.Element | null {
  if (!draft.changed) return null;
  const at = draft.keptAt.value;
  return (
    <Notice>
      <p>{at === undefined ? message('editUnsaved') : message('editKeptLong', momentOf(at))}</p>
      <Button
        onClick={() => {
          draft.editing.value = true;
        }}
      >
        {message('editGoOn')}
      </Button>
    </Notice>
  );
}

function ShownValue({ field, view, hands }: { field: ShownField; view: ItemView; hands: Hands }): JSX.Element | null {
  const { name, label, as } = field;
  const value = (view.item as unknown as Readonly<Record<string, string>>)[name] ?? '';
  const versions = versionsOf(view.history, name).filter(({ text }) => text !== value);
  const secret = as === 'secret' || as === 'totp';
  if (value === '' && versions.length === 0) return null;
  return (
    <>
      {as === 'totp' && value !== '' && <Code label={message('totpCode')} text={value} />}
      <ReadValue label={message(label)} value={value} secret={secret && value !== ''} onCopied={hands.onCopied}>
        <FieldVersions versions={versions} secret={secret} onUse={hands.onUse} />
      </ReadValue>
    </>
  );
}

function Code({ label, text }: { label: string; text: string }): JSX.Element {
  return (
    <div class="vault-value">
      <dt class="hidden-text">{label}</dt>
      <dd>
        <TotpCode of={{ text }} label={label} />
      </dd>
    </div>
  );
}

function Sites({ urls }: { urls: readonly LoginUrl[] }): JSX.Element | null {
  if (urls.length === 0) return null;
  return (
    <div class="vault-value">
      <dt class="small muted">{message('itemUrls')}</dt>
      <dd>
        {urls.map(({ url, match }, at) => (
          <p key={at} class="vault-text">
            <bdi dir="ltr">{url}</bdi> <small class="muted">{wordsOf(match)}</small>
          </p>
        ))}
      </dd>
    </div>
  );
}

const yesNo: Readonly<Record<string, MessageKey>> = { true: 'fieldYes', '': 'fieldNo' };

function CustomValue({ field, view, hands }: { field: CustomField; view: ItemView; hands: Hands }): JSX.Element {
  const { id, type, value } = field;
  const label = field.label || message('fieldUnnamed');
  const secret = type === 'hidden' || type === 'totp';
  const versions = versionsOf(view.history, `fields/${id}`).filter(({ text }) => text !== value);
  const yes = type === 'boolean' ? yesNo[value] : undefined;
  return (
    <>
      {type === 'totp' && value !== '' && <Code label={label} text={value} />}
      <ReadValue
        label={label}
        value={yes === undefined ? value : message(yes)}
        secret={secret}
        onCopied={hands.onCopied}
      >
        <FieldVersions versions={versions} secret={secret} onUse={hands.onUse} />
      </ReadValue>
    </>
  );
}

/** Fields that were taken out of the item, and sites that were changed, can be had back. */
function Removed({ versions, onUse }: { versions: readonly Version[]; onUse: Hands['onUse'] }): JSX.Element | null {
  if (versions.length === 0) return null;
  return (
    <details class="vault-former">
      <summary class="small muted">{message('readRemoved')}</summary>
      <ul role="list">
        {versions.map((version) => (
          <FormerValue key={version.field} version={version} secret onUse={onUse} />
        ))}
      </ul>
    </details>
  );
}
