import type { JSX } from 'preact';
import { Factors, useStore } from '../../account/index.ts';

/** What a thief of the password still lacks. Drawn only at a store: a vault on this browser alone has no second factor. */
export function SecondFactorSettings(): JSX.Element | null {
  const { answer: status } = useStore();
  return status?.connected ? <Factors origin={status.origin} email={status.email} /> : null;
}
