/*
 * The save frame: names a login that was typed into the page and sent, and keeps it when a person says so. The password is
 * in it only while somebody asks to see it.
 */
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { Save } from './save.tsx';

export function openSave(): void {
  mount(Save, message('saveTitle'));
  // A browser may keep this page when the one around it is left: empty, and it asks anew when it comes back.
  addEventListener('pagehide', () => document.body.replaceChildren());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
