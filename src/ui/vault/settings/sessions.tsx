import type { JSX } from 'preact';
import { Sessions } from '../../account/index.ts';

/** Which browsers are signed in at the store. */
export function SessionSettings(): JSX.Element {
  return <Sessions />;
}
