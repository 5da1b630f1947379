import type { JSX } from 'preact';
import type { ItemFields } from '../../../items/index.ts';
import type { KindView } from '../../items/index.ts';
import type { Draft } from '../draft.ts';

/** A kind as the vault page shows it: below its title and its tags, which every kind has. */
export interface KindPane<F extends ItemFields = ItemFields> extends KindView<F> {
  /** Its own fields, to be edited. */
  Editor(this: void, props: { draft: Draft<F> }): JSX.Element;
  /** What follows from its fields and is no field itself: above them, where they are read. */
  Facts?(this: void, props: { item: F; onCopied: (label: string) => void }): JSX.Element;
  /** The same, to be read: it lies in the trash. */
  Reader(this: void, props: { item: F }): JSX.Element;
}
