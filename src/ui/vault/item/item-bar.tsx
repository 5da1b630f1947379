import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Failure, IconButton, longAgo, Menu, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { Draft, DraftState } from '../draft.ts';
import type { ListPlace } from '../route.ts';

interface ItemBarProps {
  pageState: PageState;
  draft: Draft;
  place: ListPlace;
  showHistory: () => void;
}

const states: Readonly<Record<DraftState, MessageKey>> = {
  saved: 'vaultSaved',
  waiting: 'vaultSaving',
  saving: 'vaultSaving',
  kept: 'vaultSaving',
  failed: 'vaultNotSaved',
};

/** Above an item: whether it is saved, and what can be done with it. */
export function ItemBar({ pageState, draft, place, showHistory }: ItemBarProps): JSX.Element {
  const { favourite } = draft.fields.value;
  const trash = useAction(async () => {
    await draft.flush();
    const { id } = draft;
    if (id === undefined || draft.unsaved) return;
    await call('items.trash', { id });
    pageState.router.go({ place });
    pageState.say(message('vaultTrashed'), () => call('items.restore', { id }));
  });
  const copyText = useAction(async () => {
    await call('clipboard.copy', { text: draft.kind.copied(draft.fields.value), lasts: false });
    pageState.say(message('vaultCopied'));
  });
  return (
    <>
      <div class="vault-bar" role="toolbar" aria-label={message('vaultItemActions')}>
        <span class="vault-back">
          <IconButton icon="back" label={message('vaultBack')} onClick={() => pageState.router.go({ place })} />
        </span>
        <State draft={draft} />
        <span class="spring" />
        <IconButton
          icon="star"
          label={message('vaultFavourite')}
          pressed={favourite}
          filled={favourite}
          onClick={() => draft.edit({ favourite: !favourite })}
        />
        <IconButton
          icon="clock"
          label={message('vaultHistory')}
          disabled={(draft.stored.value?.history.length ?? 0) === 0}
          onClick={showHistory}
        />
        <Menu
          label={message('vaultMore')}
          items={[
            { label: message('vaultCopy'), icon: 'copy', onChoose: () => void copyText.run() },
            { label: message('vaultTrash'), icon: 'trash', danger: true, onChoose: () => void trash.run() },
          ]}
        />
      </div>
      {(trash.error ?? copyText.error) !== undefined && <Failure error={trash.error ?? copyText.error} />}
    </>
  );
}

function State({ draft }: { draft: Draft }): JSX.Element {
  const state = draft.state.value;
  const stored = draft.stored.value;
  if (stored === undefined && state === 'saved') return <span class="muted small">{message('vaultNotYet')}</span>;
  const changed = stored && state === 'saved' ? ` · ${longAgo(stored.updatedAt, Date.now())}` : '';
  return (
    <span class={state === 'failed' ? 'vault-state failed' : 'vault-state'} role="status">
      {message(states[state])}
      {changed}
    </span>
  );
}
