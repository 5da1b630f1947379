import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { LinkButton, Notice } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { hashOf, newItem } from '../route.ts';

/** An item that was left before it could be saved: it waits in this window, and this is the way to it. */
export function Unsaved({ pageState, item }: { pageState: PageState; item: string | undefined }): JSX.Element | null {
  const waiting = pageState.drafts.unsaved.value.find(
    (draft) => draft.state.value === 'failed' && (draft.id ?? 'new') !== item,
  );
  if (!waiting) return null;
  const { id } = waiting;
  return (
    <Notice kind="danger">
      <p>{message('vaultUnsavedElsewhere')}</p>
      <LinkButton href={hashOf(id === undefined ? newItem(waiting.fields.value.kind) : { place: 'all', item: id })}>
        {message('vaultUnsavedOpen')}
      </LinkButton>
    </Notice>
  );
}
