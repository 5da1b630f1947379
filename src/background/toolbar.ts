import { message, showAction } from '../platform/index.ts';

const sizes = [16, 32] as const;

/** The toolbar button: its icon shows whether anything is open. */
export async function showLock(lock: 'locked' | 'messages-locked' | 'unlocked'): Promise<void> {
  const name = lock === 'locked' ? 'locked-' : '';
  const icons = Object.fromEntries(sizes.map((size) => [size, `/icons/${name}${size}.png`]));
  await showAction({ icons, title: message(lock === 'locked' ? 'actionLocked' : 'actionUnlocked') });
}
