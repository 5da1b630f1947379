import { vi } from 'vitest';

/** How long anything may take before a test gives up on it. A limit, never a measurement. */
const patience = { timeout: 20_000, interval: 5 };

/** Until this no longer throws. */
export function soon<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, patience);
}
