import type { JSX } from 'preact';

interface SwitchProps {
  label: string;
  detail?: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
  disabled?: boolean;
}

/** On or off, at once. */
export function Switch({ label, detail, on, onSwitch, disabled = false }: SwitchProps): JSX.Element {
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={on}
      aria-disabled={disabled || undefined}
      onClick={() => {
        if (!disabled) onSwitch(!on);
      }}
    >
      <span class="words">
        {label}
        {detail && <small>{detail}</small>}
      </span>
      <span class="track" />
    </button>
  );
}
