/*
 * items: what every screen knows about the kinds of items, one file a kind: its icon, a new one, its fields and what is
 * copied. Editors lie with the vault page.
 */
import type { ItemKind, ListedKind } from '../../items/index.ts';
import type { KindView } from './kind.ts';
import { card } from './kinds/card.ts';
import { identity } from './kinds/identity.ts';
import { login } from './kinds/login.ts';
import { note } from './kinds/note.ts';
import { sshKey } from './kinds/ssh-key.ts';

export type { KindView, ShownField } from './kind.ts';

/** A view by the name of each kind. */
export type KindViews = Readonly<Record<ItemKind, KindView>>;

export const kindViews = { note, login, card, identity, 'ssh-key': sshKey } satisfies KindViews;

/** What a row shows of a kind; also of one that this version doesn't know. */
export function rowViewOf(kind: ListedKind): Pick<KindView, 'icon' | 'name' | 'row'> {
  return kind === 'later' ? { icon: 'parcel', name: 'kindLater' } : viewOf(kind);
}

/** The view of some kind. */
export function viewOf(kind: ItemKind): KindView {
  return kindViews[kind];
}
