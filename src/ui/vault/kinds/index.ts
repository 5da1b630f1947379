/*
 * kinds: how the vault page edits and shows each kind of item, one file a kind, joined by the table below.
 */
import type { ItemKind } from '../../../items/index.ts';
import { kindViews } from '../../items/index.ts';
import { formPane } from './form.tsx';
import { login } from './login.tsx';
import { note } from './note.tsx';
import type { KindPane } from './pane.ts';
import { sshKey } from './ssh-key.tsx';

/** A pane by the name of each kind. The first is what *New* makes. */
export type KindPanes = Readonly<Record<ItemKind, KindPane>>;

const { card, identity } = kindViews;

export const kindPanes: KindPanes = {
  note,
  login,
  card: formPane(card),
  identity: formPane(identity),
  'ssh-key': sshKey,
};
