import type { JSX } from 'preact';

/** What stands for a hidden secret: as many for each, for how long one is, is nobody's business. */
export const DOTS = '•'.repeat(12);

/** A code, key or password to be read by eye: digits are told from letters by colour and weight. */
export function Secret({ text }: { text: string }): JSX.Element {
  const parts = text.split(/(\d+)/);
  return (
    <span class="mono" translate={false}>
      {parts.map((part, index) => (index % 2 === 0 ? part : <span class="digit">{part}</span>))}
    </span>
  );
}
