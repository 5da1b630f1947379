import { expect, it } from 'vitest';
import { hasTurn, inTurn, isTurn } from '../support/turns.ts';

const commits = Array.from({ length: 60 }, (_, number) => `commit ${number}`);
const places = Array.from({ length: 30 }, (_, place) => place);

it('gives every third file its turn with a commit, and every file one before long', () => {
  for (const commit of commits) expect(places.filter((place) => hasTurn(commit, place))).toHaveLength(10);
  for (const place of places) expect(commits.some((commit) => hasTurn(commit, place))).toBe(true);
});

it.runIf(process.env['LATCHKEY_TURNS'] === undefined)('holds nothing back from whoever names a file', () => {
  expect(isTurn()).toBe(true);
  expect(inTurn(places)).toEqual(places);
});
