import type { Badge as Writing } from '../../platform/index.ts';
import { isHidden } from '../context/index.ts';
import type { BrowserActions, Context } from '../context/index.ts';
import type { BadgeTabs, Count, Mark } from './badge.ts';

interface ButtonParts extends Pick<Context, 'local' | 'session'> {
  readonly actions: Pick<BrowserActions, 'message'>;
  /** In one tab. */
  readonly write: (tab: number, writing: Writing) => Promise<void>;
  /** In every tab there is. */
  readonly writeAll: (writing: Writing) => Promise<void>;
}

/** What fits on the button. */
const most = 99;

/** Where the badge is written. While the disguise hides us the button is a calculator's, whatever there is to say. */
export function button(parts: ButtonParts): Pick<BadgeTabs, 'write' | 'wipe'> {
  const { actions } = parts;
  const alarm: Writing = { text: '!', title: actions.message('actionAlarm') };
  const locked: Writing = { text: '', title: actions.message('actionLocked') };
  const calculator: Writing = { text: '', title: actions.message('calculatorTitle') };

  /** A mark where somebody asks for the vault, a dot where something is offered; else how many logins belong to the page of a tab. */
  const said = (count: Count, mark: Mark | undefined): Writing => {
    if (mark === 'alarm') return alarm;
    if (count === 'locked') return locked;
    if (mark === 'offer') return { text: '●', title: actions.message('actionOffers') };
    if (count === 'unknown' || count === 0) return { text: '', title: actions.message('actionUnlocked') };
    const text = count > most ? `${String(most)}+` : String(count);
    return { text, title: actions.message('actionLogins', text) };
  };
  const shown = async (writing: Writing): Promise<Writing> => ((await isHidden(parts)) ? calculator : writing);

  return {
    write: async (tab, count, mark) => parts.write(tab, await shown(said(count, mark))),
    wipe: async (isAlarmed) => parts.writeAll(await shown(isAlarmed ? alarm : locked)),
  };
}
