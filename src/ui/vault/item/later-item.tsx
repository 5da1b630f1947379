import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Button, Failure, IconButton, Notice, useAction, useQuestion, Waiting } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';
import { ReadValue } from './read-value.tsx';

interface LaterItemProps {
  pageState: PageState;
  id: string;
  place: ListPlace;
}

/** An item that a newer Latchkey made: what can be read of it. It is kept whole, and nothing here edits it. */
export function LaterItem({ pageState, id, place }: LaterItemProps): JSX.Element {
  const { answer: view, error, again } = useQuestion('items.readLater', { id }, ['items']);
  const move = useAction(async (to: 'trash' | 'restore') => {
    const { undo } = await call('items.changeMany', { ids: [id], change: { do: to } });
    pageState.router.go({ place });
    const back = undo === undefined ? undefined : () => call('items.undoMany', { undo });
    pageState.sayBriefly(message(to === 'trash' ? 'vaultTrashed' : 'vaultRestored'), back);
  });
  if (!view) {
    return error === undefined ? (
      <Waiting />
    ) : (
      <div class="vault-note">
        <Failure error={error} again={again} />
      </div>
    );
  }
  const to = view.trashedAt === undefined ? 'trash' : 'restore';
  return (
    <article class="vault-note" aria-label={view.title || message('vaultUntitled')}>
      <div class="vault-bar" role="toolbar" aria-label={message('vaultItemActions')}>
        <span class="vault-back">
          <IconButton icon="back" label={message('vaultBack')} onClick={() => pageState.router.go({ place })} />
        </span>
        <span class="spring" />
        <Button
          icon={to}
          kind={to === 'trash' ? 'danger' : 'primary'}
          busy={move.busy}
          onClick={() => void move.run(to)}
        >
          {message(to === 'trash' ? 'vaultTrash' : 'vaultRestore')}
        </Button>
      </div>
      {move.error !== undefined && <Failure error={move.error} />}
      <Notice icon="parcel">{message('laterNotice', view.kind)}</Notice>
      <h2 class="vault-note-title">{view.title || <span class="muted">{message('vaultUntitled')}</span>}</h2>
      <p class="muted small">{[message('kindLater'), view.folder, ...view.tags].filter(Boolean).join(' · ')}</p>
      <dl class="vault-values">
        {view.values.map(({ name, value }, at) => (
          <ReadValue
            key={at}
            label={name || message('fieldUnnamed')}
            value={value}
            secret
            onCopied={(label) => pageState.say(message('readCopied', label))}
          />
        ))}
      </dl>
    </article>
  );
}
