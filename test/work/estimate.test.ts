import { describe, expect, it } from 'vitest';
import type { EstimateWarning } from '../../src/work/index.ts';
import { estimate } from '../support/estimate.ts';

const weak: [string, EstimateWarning][] = [
  ['password', 'common'],
  ['P@ssw0rd', 'common'],
  ['drowssap', 'common'],
  ['qwertyuiop[]', 'keyboard'],
  ['azertyuiop^$', 'keyboard'],
  ['aaaaaaaaaaaaaaa', 'repeat'],
  ['abcabcabcabc', 'repeat'],
  ['abcdefghijkl', 'sequence'],
  ['13.07.1989', 'date'],
  ['latchkey', 'personal'],
];

describe('a weak password', () => {
  it.each(weak)('%s: %s', (password, warning) => {
    const { guesses, score, warning: given } = estimate(password, []);
    expect(guesses).toBeLessThan(9);
    expect(score).toBeLessThanOrEqual(1);
    expect(given).toBe(warning);
  });

  it('is one that an attacker who knows the person tries first', () => {
    const [unknown, known] = [estimate('zebulonquist', []), estimate('zebulonquist', ['Zebulonquist'])];
    expect(known.guesses).toBeLessThan(unknown.guesses);
    expect(known.warning).toBe('personal');
  });

  it('is one in another Unicode form just as well', () => {
    expect(estimate('\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44', []).guesses).toBe(
      estimate('password', []).guesses,
    );
  });

  it('can be empty', () => {
    expect(estimate('', [])).toEqual({ guesses: 0, score: 0 });
  });
});

describe('a strong password', () => {
  it.each(['unselfish-gambling-morality-relic-cork', 'k7#Qv!2pZx9&Lm4w', 'correct horse battery staple'])(
    '%s',
    (password) => {
      expect(estimate(password, [])).toMatchObject({ score: 4 });
    },
  );
});

describe('the score', () => {
  it.each([
    'hunter2',
    'x7$Kq!9z',
    'x7$Kq!9zLm',
    'x7$Kq!9zLm2@',
    'x7$Kq!9zLm2@p',
    'x7$Kq!9zLm2@pW',
    'x7$Kq!9zLm2@pW8^vB',
  ])('of %s says on which side of 10^6, 10^9, 10^12 and 10^15 it lies', (password) => {
    const { guesses, score } = estimate(password, []);
    const steps = [6, 9, 12, 15].filter((step) => guesses >= step + 1e-5);
    expect(score).toBe(steps.length);
  });

  it('grows with what is added', () => {
    let before = -1;
    for (let length = 1; length <= 16; length += 1) {
      const { guesses } = estimate('v8!mZ4^tR1&yQ6#k'.slice(0, length), []);
      expect(guesses).toBeGreaterThan(before);
      before = guesses;
    }
  });

  it('of something very long is found as that of its beginning', () => {
    const long = 'x7$Kq!9zLm2@pW8^vB'.repeat(4000);
    expect(estimate(long, [])).toEqual(estimate(long.slice(0, 64), []));
  });
});
