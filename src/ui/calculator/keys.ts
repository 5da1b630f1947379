import type { Key } from './machine.ts';

const others: Readonly<Record<string, Key>> = {
  ',': '.',
  '٫': '.',
  '×': '*',
  x: '*',
  '÷': '/',
  ':': '/',
  '−': '-',
  '–': '-',
  Enter: '=',
  Backspace: 'back',
  Delete: 'clear',
  Clear: 'clear',
  c: 'clear',
  C: 'clear',
};

/** The key of the calculator that a key of a keyboard, or a sign, stands for. */
export function keyOf(typed: string): Key | undefined {
  return /^[\d.+\-*/%=]$/.test(typed) ? (typed as Key) : others[typed];
}
