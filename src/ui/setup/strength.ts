import { useEffect, useState } from 'preact/hooks';
import { createWork } from '../../platform/index.ts';
import type { MessageKey, PasswordEstimate } from '../../platform/index.ts';

/** log10 of guesses: below the first a store refuses a password, below the second we say that it could be better. */
const weakBelow = 12;
const fairBelow = 15;

export type Strength = 'weak' | 'fair' | 'good';

export function strengthOf(guesses: number): Strength {
  if (guesses < weakBelow) return 'weak';
  return guesses < fairBelow ? 'fair' : 'good';
}

export const strengthWords: Record<Strength, MessageKey> = {
  weak: 'setupStrengthWeak',
  fair: 'setupStrengthFair',
  good: 'setupStrengthGood',
};

export const weaknessWords: Record<NonNullable<PasswordEstimate['warning']>, MessageKey> = {
  common: 'setupWeakCommon',
  personal: 'setupWeakPersonal',
  keyboard: 'setupWeakKeyboard',
  repeat: 'setupWeakRepeat',
  sequence: 'setupWeakSequence',
  date: 'setupWeakDate',
};

/** Words that a thief would try first against us. */
const context = ['latchkey', 'vault', 'tresor'];

/** The strength of what is typed, computed in a worker; undefined while nothing is typed or known. */
export function useStrength(password: string): PasswordEstimate | undefined {
  const [work] = useState(createWork);
  const [known, setKnown] = useState<{ readonly of: string; readonly estimate: PasswordEstimate }>();
  useEffect(() => () => work.end(), [work]);
  useEffect(() => {
    if (password === '') return undefined;
    let current = true;
    work.estimate(password, context).then(
      (estimate) => {
        if (current) setKnown({ of: password, estimate });
      },
      // Without an estimate there is no meter; the password can still be chosen.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [password, work]);
  return password === '' ? undefined : known?.estimate;
}

/** Whether a store would refuse a password for being easy to guess; false where nobody can tell. */
export async function isWeak(password: string): Promise<boolean> {
  const work = createWork();
  try {
    return strengthOf((await work.estimate(password, context)).guesses) === 'weak';
  } catch {
    return false;
  } finally {
    work.end();
  }
}
