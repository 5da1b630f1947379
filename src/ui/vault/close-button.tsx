import type { JSX } from 'preact';
import { IconButton } from '../kit/index.ts';

/** Leaves what was begun in a section's card, at the card's corner. */
export function CloseButton({ label, onClose }: { label: string; onClose: () => void }): JSX.Element {
  return (
    <span class="vault-close">
      <IconButton icon="close" label={label} onClick={onClose} />
    </span>
  );
}
