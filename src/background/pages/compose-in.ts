import { askTab, runInFrame } from '../../platform/index.ts';
import type { PageOrder } from '../../rpc/index.ts';

/**
 * The shortcut or the menu entry: brings our script into the tab (or the one frame) if it isn't there and has it open the
 * compose frame at the field that has the focus. `marks`: the site is not switched off. The gesture itself gives the
 * permission; throws when the browser refuses.
 */
export async function composeIn(tab: number, frame: number | undefined, marks: boolean): Promise<void> {
  await runInFrame(tab, frame, 'page.js');
  await askTab(tab, frame, 'page', { order: 'compose', marks } satisfies PageOrder);
}
