import type { JSX } from 'preact';
import type { ContactRow } from '../../rpc/index.ts';
import { ComparedMark, standingOf } from './standing.tsx';

/** A name in the text that runs from it, with its check; a dashed edge and words for whoever wasn't compared. */
export function PersonChip({ of }: { of: ContactRow }): JSX.Element {
  const isCompared = of.state === 'compared';
  return (
    <span class={isCompared ? 'chip' : 'chip unproven-person'}>
      <bdi>{of.name}</bdi>
      <ComparedMark of={of} />
      {!isCompared && <i>{standingOf(of)}</i>}
    </span>
  );
}
