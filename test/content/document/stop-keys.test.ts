import { describe, expect, it } from 'vitest';
import { keyMeaning } from '../../../src/content/document/stop-keys.ts';
import type { KeyMeaning } from '../../../src/content/document/stop-keys.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
const [ctrl, alt, meta, shift] = [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true }];

const meanings: Readonly<Record<KeyMeaning, readonly (readonly [key: string, held?: Partial<typeof none>])[]>> = {
  text: [
    ...['a', 'Z', 'é', 'ж', '字', ' ', '.', '7', 'Enter', 'Backspace', 'Delete', 'Dead', 'Process', 'Unidentified', ''],
    ...['Clear', 'Paste', 'Insert'],
  ].map((key) => [key] as const),
  leave: [['Escape']],
  back: [['Tab'], ['Tab', shift]],
  harmless: [
    ...['ArrowLeft', 'ArrowDown', 'PageUp', 'Home', 'End', 'F5', 'F12', 'ContextMenu'].map((key) => [key] as const),
    ...['c', 'C', 'a', 'f', 'r', 't', 'w', 'l', '0', '+', '-', 'Tab'].map((key) => [key, ctrl] as const),
    ['c', meta],
    ['I', { ...ctrl, ...shift }],
    ['Tab', alt],
    ['ArrowLeft', alt],
  ],
  modifier: ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'].map((key) => [key] as const),
};

describe('what a key would do in a page', () => {
  for (const [meaning, keys] of Object.entries(meanings)) {
    it(`is ${meaning}`, () => {
      for (const [key, held] of keys)
        expect([key, held, keyMeaning({ ...none, ...held, key })]).toEqual([key, held, meaning]);
    });
  }

  it('is to write where the keys that are held make a letter, paste, cut, undo or format', () => {
    // Right Alt on Windows is Control and Alt; Option on a Mac.
    expect(keyMeaning({ ...none, ...ctrl, ...alt, key: '@' })).toBe('text');
    expect(keyMeaning({ ...none, ...alt, key: 'å' })).toBe('text');
    for (const key of ['v', 'V', 'x', 'z', 'y', 'b', 'u', 'm', 'Enter', 'Backspace', 'Insert'])
      expect([key, keyMeaning({ ...none, ...ctrl, key })]).toEqual([key, 'text']);
    expect(keyMeaning({ ...none, ...shift, key: 'Insert' })).toBe('text');
  });

  it('is to write whatever the key is, while an input method composes', () => {
    for (const key of ['Escape', 'Tab', 'ArrowDown', 'Shift', 'Enter'])
      expect(keyMeaning({ ...none, isComposing: true, key })).toBe('text');
  });
});
