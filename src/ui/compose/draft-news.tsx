import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Icon, momentOf } from '../kit/index.ts';
import type { Draft } from './use-draft.ts';

interface DraftNewsProps {
  draft: Draft;
  /** It could not be kept when the box was to be left. */
  isLosing: boolean;
  throwAway: () => void;
}

/** What became of what was written here before, and what would become of it now: one line, for the box is small. */
export function DraftNews({ draft, isLosing, throwAway }: DraftNewsProps): JSX.Element | null {
  const { restored, bringBack } = draft;
  if (isLosing) {
    return (
      <div class="draft-news danger" role="alert">
        <Icon name="alert" />
        <span class="spring">{message('composeNotKept')}</span>
        <Button kind="danger" onClick={throwAway}>
          {message('composeThrowAway')}
        </Button>
      </div>
    );
  }
  if (restored !== undefined) {
    return (
      <div class="draft-news" role="status">
        <Icon name="clock" />
        <span class="spring">{message('composeDraftBack', momentOf(restored))}</span>
        <Button kind="quiet" onClick={draft.beginAnew}>
          {message('composeBeginAnew')}
        </Button>
      </div>
    );
  }
  if (!bringBack || draft.text !== '') return null;
  return (
    <div class="draft-news" role="status">
      <span class="spring">{message('composeDraftAway')}</span>
      <Button kind="quiet" onClick={bringBack}>
        {message('composeBringBack')}
      </Button>
    </div>
  );
}
