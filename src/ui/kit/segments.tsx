import type { JSX } from 'preact';

interface Segment {
  readonly label: string;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

/** Two or three views of one thing, of which one is shown. */
export function Segments({ label, segments }: { label: string; segments: readonly Segment[] }): JSX.Element {
  return (
    <div class="segments" role="group" aria-label={label}>
      {segments.map((segment) => (
        <button key={segment.label} type="button" aria-pressed={segment.isCurrent} onClick={segment.onChoose}>
          {segment.label}
        </button>
      ))}
    </div>
  );
}
