import type { JSX } from 'preact';

/** Stands before a name in the place of a picture: its first character, as people count them. */
export function Letter({ of }: { of: string }): JSX.Element {
  const [first] = new Intl.Segmenter().segment(of);
  return (
    <span class="letter" aria-hidden="true">
      {first?.segment.toLocaleUpperCase() ?? ''}
    </span>
  );
}
