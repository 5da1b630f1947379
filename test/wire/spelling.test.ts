import { expect, test } from 'vitest';
import { MalformedError, bytes, toId, toUtf8 } from '../../src/encoding/index.ts';
import { FormatError, readSlot, writeSlot } from '../../src/wire/index.ts';

test('a slot in another spelling is malformed; of another format it is that, however it is spelt', () => {
  const slot = { id: toId(bytes(16)), parameters: { kind: 'phrase' }, seal: bytes(112) } as const;
  const spelt = new TextDecoder().decode(writeSlot(slot));
  expect(readSlot(toUtf8(spelt))).toEqual(slot);
  for (const other of [`${spelt} `, `\n${spelt}`, spelt.replace(':', ': '), spelt.replace('"id"', '"\\u0069d"')]) {
    expect(() => readSlot(toUtf8(other))).toThrow(MalformedError);
  }
  expect(() => readSlot(toUtf8(spelt.replace('"format":1', '"format" : 2')))).toThrow(FormatError);
});
