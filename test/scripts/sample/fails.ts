import { expect, it } from 'vitest';

let tries = 0;

it('fails', () => {
  expect('this').toBe('that');
});

it('fails at first', { retry: 1 }, () => {
  tries += 1;
  expect(tries).toBe(2);
});
