import type { Begun, PageOrder } from '../../rpc/index.ts';
import type { PagesParts } from './parts.ts';

/** Where a person asked for it: a tab, or one frame of it. */
export interface BeginAt {
  readonly tab: number;
  readonly frame?: number;
}

/** What the browser does for that. */
export interface BeginActions {
  /** Runs the rest of the content script there, if it doesn't run yet. Throws when the browser refuses. */
  readonly inject: (tab: number, frame: number | undefined) => Promise<void>;
  readonly ask: (tab: number, frame: number | undefined, push: string, data: unknown) => Promise<unknown>;
}

/**
 * The shortcut or a menu entry: works on every site, also where our marks are switched off (`marks`), for the person asked by
 * name, and that gesture gives the permission. Where there is nothing to read, or we may not be, a text can be pasted into a
 * window of ours. Throws when the browser refuses that something is written.
 */
export async function begin(
  { actions }: Pick<PagesParts, 'actions'>,
  { inject, ask }: BeginActions,
  { tab, frame }: BeginAt,
  { what, marks }: { what: Begun; marks: boolean },
): Promise<void> {
  const order: PageOrder = { order: 'begin', what, marks };
  const work = inject(tab, frame).then(() => ask(tab, frame, 'page', order));
  if (what === 'write') {
    await work;
    return;
  }
  const hasBegun = await work.catch(() => false);
  if (hasBegun !== true) await actions.openWindow({ path: 'popup.html#read-instead', width: 380, height: 600 });
}
