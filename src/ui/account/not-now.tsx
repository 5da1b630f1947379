import type { JSX } from 'preact';
import { codeOf, Failure, Notice, sentenceFor } from '../kit/index.ts';

/** What passes by itself: no reason for alarm, and none for a button. */
const passing: ReadonlySet<string> = new Set([
  'unreachable',
  'slow',
  'too-slow',
  'unavailable',
  'vault-closed',
  'locked',
]);

/** What only the store can say, and it does not say it now. */
export function NotNow({ error, again }: { error: unknown; again: () => void }): JSX.Element {
  if (!passing.has(codeOf(error))) return <Failure error={error} again={again} />;
  return <Notice icon="clock">{sentenceFor(error)}</Notice>;
}
