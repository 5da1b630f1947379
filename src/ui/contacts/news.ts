import { message } from '../../platform/index.ts';
import type { ContactLook } from '../../rpc/index.ts';
import { counted, dateOf } from '../kit/index.ts';

/** One grey line on devices of somebody that went and came. */
export function newsLine(name: string, { at, gone, come, allNew }: ContactLook['news'][number]): string {
  const what = [
    ...(gone > 0 ? [counted('contactGone', gone)] : []),
    ...(come > 0 ? [counted('contactCame', come)] : []),
  ].join(' ');
  const line = `${dateOf(at)}: ${what}`;
  return allNew ? `${line} ${message('contactAllNew', name)}` : line;
}
