import type { JSX } from 'preact';

/** A key whose bow is a speech bubble: passwords and messages under one key. */
export function Mark({ size = 24 }: { size?: number }): JSX.Element {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7.5" fill="#1f1d24" />
      <path d="M15.2 15.2 26 26" stroke="#e3ab4b" stroke-width="3.6" stroke-linecap="round" />
      <path d="M21.1 26.3 24.6 22.8" stroke="#e3ab4b" stroke-width="3.4" stroke-linecap="round" />
      <path
        d="M5 11.6C5 7.4 8.2 4.6 12.3 4.6s7.3 2.8 7.3 7-3.2 7-7.3 7c-.9 0-1.7-.1-2.5-.4L6 20l.9-3.5C5.7 15.3 5 13.6 5 11.6Z"
        fill="#e3ab4b"
      />
      <circle cx="12.3" cy="11.6" r="2.5" fill="#1f1d24" />
    </svg>
  );
}

/** The mark and the name, as every window of ours begins. */
export function Brand(): JSX.Element {
  return (
    <span class="brand">
      <Mark />
      <span translate={false}>Latchkey</span>
    </span>
  );
}
