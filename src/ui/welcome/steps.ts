import { localArea } from '../../platform/index.ts';

/** The steps in their order. */
export const steps = ['intro', 'password', 'passkey', 'phrase', 'sites', 'try'] as const;
export type Step = (typeof steps)[number];

const key = 'welcome-step';

function isStep(value: unknown): value is Step {
  return steps.some((step) => step === value);
}

/** The step after this one; the last one stays. */
export function after(step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? step;
}

/**
 * Where to go on. What the vault says wins over what was remembered: without a vault only its making comes into question,
 * with one its making is over; whoever comes later with nothing remembered has been through it all.
 */
export function whereToGoOn(remembered: unknown, hasVault: boolean): Step {
  const step = isStep(remembered) ? remembered : undefined;
  const making = step === 'intro' || step === 'password';
  if (!hasVault) return step === 'password' ? 'password' : 'intro';
  if (!step) return 'try';
  return making ? 'passkey' : step;
}

/** The name of a step is all that is ever remembered of this page. */
export async function remember(step: Step): Promise<void> {
  await localArea().set(key, step);
}

export async function recall(): Promise<unknown> {
  return localArea().get(key);
}
