import { it } from 'vitest';

it('leaves another Request behind', () => {
  globalThis.Request = class extends Request {};
});
