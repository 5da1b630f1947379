import type { Bytes } from '../../encoding/index.ts';
import { draftPlace } from '../../messaging/index.ts';
import type { ItemKind } from '../../items/index.ts';
import type { EditToKeep, Handlers } from '../../rpc/index.ts';
import { KeptDrafts } from '../context/index.ts';
import type { ItemsParts } from './parts.ts';

type DraftQuestion = 'items.draft' | 'items.keepDraft' | 'items.dropDraft';

/** Answers what is typed into an item and not saved yet: one sealed draft an item, and one of a new item a kind. */
export function itemDraftHandlers(parts: Pick<ItemsParts, 'session' | 'clock' | 'local'>): Handlers<DraftQuestion> {
  const kept = new KeptDrafts<EditToKeep>(parts, { slot: 'item-drafts', domain: 'settings' });
  return {
    'items.draft': async ({ id, kind }) => ({ draft: await kept.find(await parts.session.vault(), placeOf(id, kind)) }),
    'items.keepDraft': async ({ id, ...edit }) => {
      await kept.keep(await parts.session.vault(), placeOf(id, edit.item.kind), edit);
      return { at: parts.clock() };
    },
    'items.dropDraft': async ({ id, kind }) => {
      await kept.keep(await parts.session.vault(), placeOf(id, kind), null);
      return {};
    },
  };
}

function placeOf(id: string | undefined, kind: ItemKind): Bytes {
  return id === undefined ? draftPlace('items/new', kind) : draftPlace('items', id);
}
