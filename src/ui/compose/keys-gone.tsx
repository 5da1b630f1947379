import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button } from '../kit/index.ts';

interface KeysGoneProps {
  take: () => void;
  goOn: (event: MouseEvent) => void;
}

/** Lies over what is written while keys go to the page: all of it is the button that gets them back. */
export function KeysGone({ take, goOn }: KeysGoneProps): JSX.Element {
  return (
    // The press itself must not bring the focus: all this would be gone before it is let go.
    <div class="keys-gone" onMouseDown={(event) => event.preventDefault()}>
      <button type="button" onClick={take}>
        <strong role="alert">{message('composeKeysGone')}</strong>
        <span>{message('composePressHere')}</span>
      </button>
      <div class="line">
        <span>{message('composeKeepsTaking')}</span>
        <Button icon="open" onClick={goOn}>
          {message('composeGoOn')}
        </Button>
      </div>
    </div>
  );
}
