import { setImmediate as turn } from 'node:timers/promises';
import { it } from 'vitest';

it('ends before what it began', async () => {
  void Promise.reject(new Error('nobody waited for this'));
  await turn();
});
