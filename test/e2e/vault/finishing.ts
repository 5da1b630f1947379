import type { Page } from 'puppeteer-core';
import { until } from '../../support/until.ts';
import { answerTo } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import type { Session } from '../support/index.ts';
import type { Store } from '../support/store.ts';
import { authenticator, keepCodes, readSeed } from '../store/store-hands.ts';

/** In the vault page of a browser that came in by a way back: another password with its second factor, and new keys. */
export async function finishRecovery(
  vault: Page,
  store: Store,
  who: { email: string; password: string },
): Promise<void> {
  await press(vault, 'Finish the recovery');
  await press(vault, 'Go on');
  await see(vault, 'both or neither');
  await fill(vault, 'E-mail address', who.email);
  await fill(vault, 'New password', who.password);
  await fill(vault, 'The same password once more', who.password);
  await vault.keyboard.press('Enter');
  await keepCodes(vault, 'Go on');
  await fill(vault, 'Code from the app', await authenticator(await readSeed(vault), store.clock)());
  await press(vault, 'Set a password');
  await press(vault, 'Renew the keys');
  await see(vault, 'Only this browser is in');
}

async function isLocked(page: Page, why: readonly string[]): Promise<boolean> {
  const { lock, lockedBy = '' } = await answerTo<{ lock: string; lockedBy?: string }>(page, 'status');
  return lock === 'locked' && why.includes(lockedBy);
}

/** The former browser, with a page of it, locks, maybe before it hears that it was taken out; opened by the password of before, it locks again for good. */
export async function oldWaysClose(former: Session, page: Page, password: string): Promise<void> {
  await until('the former browser to lock', () => isLocked(page, ['rotated-away', 'may-rejoin']));
  // A page of its own: the one of before loads itself anew, now that all is locked.
  const locked = await former.page('vault');
  await answerTo(locked, 'unlock.password', { password });
  await until('it to lock for good', () => isLocked(locked, ['may-rejoin']));
}
