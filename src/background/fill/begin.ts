import type { Filling } from './filling.ts';
import { isWhole } from './filling.ts';
import type { FillActions, FillParts, LoginsOfPage } from './parts.ts';

/** The popup over a tab; where this browser opens it at a press only, the same in a window. */
export async function openBeside(
  { actions }: FillParts,
  { openPopup }: Pick<FillActions, 'openPopup'>,
  tab: number,
): Promise<void> {
  if (await openPopup()) return;
  await actions.openWindow({ path: `popup.html#tab=${String(tab)}`, width: 380, height: 600 });
}

/**
 * The shortcut or the menu entry: the one login that is exactly this page's is filled in at once. Where there are none or
 * several, or something is to be asked or said, the popup comes up.
 */
export async function beginFilling(
  parts: FillParts,
  logins: LoginsOfPage,
  filling: Filling,
  actions: Pick<FillActions, 'openPopup' | 'urlOf'>,
  tab: number,
): Promise<void> {
  const vault = await parts.session.open();
  const { rows } = vault ? await logins.at(vault, await actions.urlOf(tab)) : { rows: [] };
  const [only, ...others] = rows.filter(({ closeness }) => closeness === 'exact');
  if (only && others.length === 0) {
    const report = await filling.fill({ id: only.id, tab, part: 'all', replace: false, agreed: [] });
    if (isWhole(report)) return;
  }
  await openBeside(parts, actions, tab);
}
