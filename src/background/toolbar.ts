import { message, showAction } from '../platform/index.ts';

const sizes = [16, 32] as const;

/** The toolbar button: its icon shows whether anything is open. `isHidden`: it shows a calculator's. */
export async function showLock(lock: 'locked' | 'messages-locked' | 'unlocked', isHidden: boolean): Promise<void> {
  const name = isHidden ? 'calculator-' : lock === 'locked' ? 'locked-' : '';
  const icons = Object.fromEntries(sizes.map((size) => [size, `/icons/${name}${size}.png`]));
  const locked = message(isHidden ? 'calculatorTitle' : 'actionLocked');
  await showAction({ icons, title: isHidden || lock === 'locked' ? locked : message('actionUnlocked') });
}
