import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const mark = process.env['SAMPLE_MARK'] ?? '';

it('is well', () => {
  expect(1).toBe(1);
});

it('fails at first', () => {
  const wasHere = existsSync(mark);
  writeFileSync(mark, '');
  expect(wasHere).toBe(true);
});
