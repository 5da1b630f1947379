import { describe, expect, it } from 'vitest';
import './browser.ts';

const { encrypts } = await import('../../src/ui/compose/enter-key.ts');

/** Enter with these keys held. */
function enter(...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing')[]): KeyboardEvent {
  const keys = { ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false };
  for (const key of held) keys[key] = true;
  return { key: 'Enter', ...keys } as KeyboardEvent;
}

describe('Enter in the compose box', () => {
  it.each([
    ['encrypt', enter(), true],
    ['encrypt', enter('shiftKey'), false],
    ['encrypt', enter('ctrlKey'), true],
    ['encrypt', enter('isComposing'), false],
    ['line', enter(), false],
    ['line', enter('shiftKey'), false],
    ['line', enter('ctrlKey'), true],
    ['line', enter('metaKey'), true],
    ['line', enter('ctrlKey', 'isComposing'), false],
  ] as const)('where Enter means %s: case %#', (key, event, is) => {
    expect(encrypts(event, key)).toBe(is);
  });
});
