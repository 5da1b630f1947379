import type { Id } from '../../encoding/index.ts';
import { codesOf } from '../../items/index.ts';
import type { Item } from '../../items/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import type { ItemsParts } from './parts.ts';

/** Less than this no site minds, and a store can't be told from a slow network. */
const CLOCK_OFF = 5_000;

/**
 * Answers the questions about one-time codes. They are made by the clock of this device, whatever a store says: one that
 * lies about the time must not get codes made that count later.
 */
export function codeHandlers(
  parts: Pick<ItemsParts, 'session' | 'clock' | 'clockOff' | 'kinds'>,
): Handlers<'items.code'> {
  const kept = async (id: Id, field?: string): Promise<string> => {
    const { body } = await (await parts.session.vault()).records.read(id);
    return secretText(parts.kinds.parse(body), field);
  };
  return {
    'items.code': async (asked) => {
      const text = 'text' in asked ? asked.text : await kept(asked.id, asked.field);
      const codes = await codesOf(text, parts.clock());
      return typeof codes === 'string' ? { none: codes } : { ...codes, ...offBy(parts.clockOff()) };
    },
  };
}

/** '' where there is no such field, or one of another type. */
function secretText(item: Item, field?: string): string {
  if (field === undefined) return item.kind === 'login' ? item.totp : '';
  return item.fields.find(({ id, type }) => id === field && type === 'totp')?.value ?? '';
}

function offBy(clockOff = 0): { clockOff?: number } {
  return Math.abs(clockOff) > CLOCK_OFF ? { clockOff: Math.round(clockOff / 1_000) } : {};
}
