import type { JSX } from 'preact';

/** Six digits in two groups, as both browsers show them: in ink, for no number is the better one. */
export function LinkNumber({ number }: { number: string }): JSX.Element {
  return (
    <span class="mono" translate={false}>
      {number.slice(0, 3)} {number.slice(3)}
    </span>
  );
}
