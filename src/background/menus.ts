import { message, offerMenu } from '../platform/index.ts';
import { newTurns } from '../flow/index.ts';
import type { Begun } from '../rpc/index.ts';

/** Our entries in the context menu that begin something in a page, with what each of them begins. */
export const menu = { write: 'write', 'read-selection': 'read', 'read-page': 'read' } as const satisfies Record<
  string,
  Begun
>;
/** The menu entry and the shortcut that fill. */
export const fillEntry = 'fill';

const turns = newTurns();
let offered: boolean | undefined;

/** Our entries, or none: browsers put them under our name. Nothing is done where that is as it was. */
export function showMenu(isHidden: boolean): Promise<void> {
  return turns.take(async () => {
    if (offered === !isHidden) return;
    offered = !isHidden;
    if (isHidden) return offerMenu([]);
    return offerMenu([
      { id: fillEntry, title: message('menuFill'), at: 'field' },
      { id: 'write', title: message('menuWrite'), at: 'field' },
      { id: 'read-selection', title: message('menuReadSelection'), at: 'selection' },
      { id: 'read-page', title: message('menuReadPage'), at: 'page' },
    ]);
  });
}
