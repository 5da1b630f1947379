/*
 * The popup, 380 by 600: unlock, the logins of the page one is on, find a thing, use it, lock, and switch Latchkey on or off for the site
 * one is on. Whatever needs more room opens the vault page.
 */
import { askEarly, mount } from '../kit/index.ts';
import { askFormItemsEarly } from './fill/use-form-items.ts';
import { firstPage } from './first-page.ts';
import { tabHere } from './here.ts';
import { Popup } from './popup.tsx';

export function openPopup(): void {
  askEarly('status', {});
  askEarly('items.search', firstPage);
  askEarly('items.codeNext', {});
  askEarly('save.offers', {});
  askFormItemsEarly();
  void tabHere().then((tab) => tab !== undefined && askEarly('items.forPage', { tab }));
  mount(Popup, '\u200b');
}
