import { fromBase64, toBase64 } from '../../encoding/index.ts';
import { wipe } from '../../crypto/index.ts';
import type { Area } from '../../platform/index.ts';
import type { KeptStore, Times } from '../../session/index.ts';

/**
 * Keeps an unlocked session in the browser's session storage: memory of trusted contexts, which outlives the background but
 * neither the browser nor a lock. Text, because session storage turns bytes into `{}`.
 */
export function keptSessionIn(area: Area): KeptStore {
  return {
    times: async () => {
      const [times, masterKey] = await Promise.all([area.get('times'), area.get('masterKey')]);
      return typeof masterKey === 'string' && isTimes(times) ? times : undefined;
    },
    masterKey: async () => {
      const text = await area.get('masterKey');
      return typeof text === 'string' ? fromBase64(text) : undefined;
    },
    begin: async (masterKey, times) => {
      const text = toBase64(masterKey);
      wipe(masterKey);
      // The key last: without it there is no session, so no half of one can be found.
      await area.set('times', times);
      await area.set('masterKey', text);
    },
    touch: (times) => area.set('times', times),
    clear: () => area.remove('masterKey', 'times'),
  };
}

function isTimes(value: unknown): value is Times {
  if (typeof value !== 'object' || value === null) return false;
  const { provenAt, usedAt, seenAt, messagesUntil, fullUntil, messagesLocked, wrongTries } = value as Partial<Times>;
  const numbers = [provenAt, usedAt, seenAt, messagesUntil, fullUntil, wrongTries];
  return numbers.every((number) => Number.isFinite(number)) && typeof messagesLocked === 'boolean';
}
