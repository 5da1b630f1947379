import { message } from '../../platform/index.ts';
import type { EnterKey } from '../../rpc/index.ts';
import { isEnter } from '../kit/index.ts';

/** Whether this key encrypts, in a box where Enter does that. */
export function encrypts(event: KeyboardEvent, enter: EnterKey): boolean {
  if (!isEnter(event)) return false;
  return event.ctrlKey || event.metaKey || (enter === 'encrypt' && !event.shiftKey);
}

/** That key, as the button shows it. */
export function encryptingKey(enter: EnterKey): string {
  if (enter === 'encrypt') return '↵';
  return `${navigator.platform.startsWith('Mac') ? '⌘' : message('composeControlKey')} ↵`;
}
