import { message, showAction, wipeBadges, writeBadge } from '../platform/index.ts';
import type { Count } from './items/index.ts';

const sizes = [16, 32] as const;

/** The toolbar button: its icon shows whether anything is open. */
export async function showLock(lock: 'locked' | 'messages-locked' | 'unlocked'): Promise<void> {
  const name = lock === 'locked' ? 'locked-' : '';
  const icons = Object.fromEntries(sizes.map((size) => [size, `/icons/${name}${size}.png`]));
  await showAction({ icons, title: message(lock === 'locked' ? 'actionLocked' : 'actionUnlocked') });
}

/** What fits on the button. */
const most = 99;

/** A dot where something is offered; else how many logins belong to the page of a tab. Its title says the same in words. */
export function showCount(tab: number, count: Count, isOffering: boolean): Promise<void> {
  if (count === 'locked') return writeBadge(tab, { text: '', title: message('actionLocked') });
  if (isOffering) return writeBadge(tab, { text: '●', title: message('actionOffers') });
  if (count === 'unknown' || count === 0) return writeBadge(tab, { text: '', title: message('actionUnlocked') });
  const text = count > most ? `${String(most)}+` : String(count);
  return writeBadge(tab, { text, title: message('actionLogins', text) });
}

export function showNoCounts(): Promise<void> {
  return wipeBadges(message('actionLocked'));
}
