import { localArea } from '../../platform/index.ts';

/** What everybody walks through, in its order. */
export const numbered = ['password', 'sites', 'try'] as const;

/** Further ways in: offered at the end, and in the settings whenever they are wanted. */
export const further = ['passkey', 'phrase'] as const;

export type Step = (typeof numbered)[number] | (typeof further)[number];

const key = 'welcome-step';

function isStep(value: unknown): value is Step {
  return [...numbered, ...further].some((step) => step === value);
}

function placeOf(step: Step): number {
  return numbered.findIndex((one) => one === step);
}

/** The step after this one. The last one stays; from a further way in it goes back to where that was chosen. */
export function after(step: Step): Step {
  return placeOf(step) < 0 ? 'try' : (numbered[placeOf(step) + 1] ?? 'try');
}

/** The step before this one; undefined where nothing is before it. */
export function before(step: Step): Step | undefined {
  return placeOf(step) < 0 ? 'try' : numbered[placeOf(step) - 1];
}

/**
 * Where to go on. What the vault says wins over what was remembered: without a vault only its making comes into question,
 * with one its making is over; whoever comes later with nothing remembered has been through it all.
 */
export function whereToGoOn(remembered: unknown, hasVault: boolean): Step {
  if (!hasVault) return 'password';
  if (!isStep(remembered)) return 'try';
  return remembered === 'password' ? 'sites' : remembered;
}

/** The name of a step is all that is ever remembered of this page. */
export async function remember(step: Step): Promise<void> {
  await localArea().set(key, step);
}

export async function recall(): Promise<unknown> {
  return localArea().get(key);
}
