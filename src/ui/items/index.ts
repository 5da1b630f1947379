/*
 * items: what every screen knows about the kinds of items, one file a kind: its icon, a new one, what is copied and what can
 * be brought back. Editors lie with the vault page.
 */
import type { ItemKind } from '../../items/index.ts';
import type { KindView } from './kind.ts';
import { note } from './kinds/note.ts';

export type { KindView } from './kind.ts';

/** A view by the name of each kind. */
export type KindViews = Readonly<Record<ItemKind, KindView>>;

export const kindViews = { note } satisfies KindViews;
