import { expect, test, vi } from 'vitest';
import { postingBy } from '../../../server/mail/posting.ts';

class Refused extends Error {
  readonly code = 'EREFUSED';
}

/** Fails so often, then takes everything. */
function carrier(failures: number, passes: boolean) {
  const tried: string[] = [];
  const carry = (message: string): Promise<void> => {
    tried.push(message);
    return tried.length <= failures ? Promise.reject(new Refused('of nobody@example.org')) : Promise.resolve();
  };
  return { tried, carry, passes: () => passes };
}

test('what failed and may pass is tried again, a few times, and the operator hears of it once', async () => {
  const failed: string[] = [];
  const [once, ever] = [carrier(1, true), carrier(Number.POSITIVE_INFINITY, true)];
  for (const way of [once, ever]) postingBy(way, (code) => failed.push(code), [1, 1, 1]).post('hello');
  await vi.waitUntil(() => failed.length > 0);
  expect(once.tried).toEqual(['hello', 'hello']);
  expect(ever.tried).toHaveLength(4);
  expect(failed).toEqual(['EREFUSED']);
});

test('what is refused for good is not tried again', async () => {
  const failed: string[] = [];
  const way = carrier(1, false);
  const posting = postingBy(way, (code) => failed.push(code));
  posting.post('hello');
  await posting.close();
  expect(way.tried).toEqual(['hello']);
  expect(failed).toEqual(['EREFUSED']);
});

test('a store that stops waits for no pause, and forgets nothing that it could send', async () => {
  const way = carrier(1, true);
  const posting = postingBy(way, () => undefined);
  posting.post('hello');
  await vi.waitUntil(() => way.tried.length === 1);
  await posting.close();
  expect(way.tried.length).toBeGreaterThan(0);
  expect(way.tried.length).toBeLessThanOrEqual(2);
});

test('whoever waits for it is told, after one try', async () => {
  const way = carrier(1, true);
  const posting = postingBy(way, () => undefined);
  await expect(posting.send('hello')).rejects.toBeInstanceOf(Refused);
  expect(way.tried).toEqual(['hello']);
  await posting.send('hello');
  expect(way.tried).toHaveLength(2);
});
