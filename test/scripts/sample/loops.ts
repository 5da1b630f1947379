import { it } from 'vitest';

it('never comes to its own timeout', () => {
  for (;;) continue;
});
