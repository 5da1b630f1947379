/*
 * The menu beside a login form, in a frame inside somebody's page: names the logins of that page, and has one of them filled
 * in when a person who sees it says so. No secret is ever in it.
 */
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { FormMenu } from './form-menu.tsx';

export function openFormMenu(): void {
  mount(FormMenu, message('markFill'));
  // A browser may keep this page when the one around it is left: empty, and it asks anew when it comes back.
  addEventListener('pagehide', () => document.body.replaceChildren());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
