import type { JSX } from 'preact';

interface MeterProps {
  label: string;
  /** 0 to 4. */
  value: number;
  /** What the value means, in words: the colour alone says nothing. */
  words: string;
  weak?: boolean;
}

/** How much of something there is, in four steps and in words. */
export function Meter({ label, value, words, weak = false }: MeterProps): JSX.Element {
  return (
    <div class={weak ? 'meter weak' : 'meter'}>
      <div
        class="steps"
        role="meter"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuetext={words}
      >
        {[1, 2, 3, 4].map((step) => (
          <span key={step} class={step <= value ? 'on' : undefined} />
        ))}
      </div>
      <span aria-live="polite">{words}</span>
    </div>
  );
}
