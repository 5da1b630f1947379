import type { JSX } from 'preact';

/** Sixty digits in groups of five: what people read aloud in one breath. */
export function Digits({ digits }: { digits: string }): JSX.Element {
  return (
    <div class="people-digits mono" dir="ltr" translate={false}>
      {(digits.match(/\d{5}/g) ?? []).map((group, at) => (
        <span key={at}>{group}</span>
      ))}
    </div>
  );
}
