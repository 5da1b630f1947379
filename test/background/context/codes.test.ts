import { expect, it } from 'vitest';
import { codeOf, withShownCodes } from '../../../src/background/context/codes.ts';
import { RefusedError } from '../../../src/sync/index.ts';

it.each([
  ['failed', 'unavailable'],
  ['malformed', 'store-answer'],
  ['quota', 'quota'],
] as const)('a store’s %s reaches a page as %s', async (code, shown) => {
  const error = new RefusedError({ code });
  expect(codeOf(error)).toBe(shown);
  const handlers = withShownCodes({ lock: () => Promise.reject(error) });
  await expect(handlers.lock()).rejects.toMatchObject({ code: shown });
});

it('leaves every other error alone', async () => {
  const error = Object.assign(new Error('x'), { code: 'malformed' });
  const handlers = withShownCodes({ lock: () => Promise.reject(error) });
  await expect(handlers.lock()).rejects.toBe(error);
  expect(codeOf('no error')).toBe('unexpected');
});
