/*
 * The popup, 380 by 600: unlock, find a thing, lock, and switch Latchkey on or off for the site one is on. Whatever
 * needs more room opens the vault page.
 */
import { askEarly, mount } from '../kit/index.ts';
import { firstPage } from './first-page.ts';
import { Popup } from './popup.tsx';

export function openPopup(): void {
  askEarly('status', {});
  askEarly('items.search', firstPage);
  mount(Popup, 'Latchkey');
}
