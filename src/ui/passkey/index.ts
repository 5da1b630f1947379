/*
 * The one small window in which every passkey ceremony runs, in both browsers, because popups close when the browser's own
 * dialog takes the focus. It runs the ceremony, hands the outcome to the background, and closes itself.
 */
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { Passkey } from './passkey.tsx';

export function openPasskey(): void {
  mount(Passkey, message('passkeyWindowTitle'));
}
