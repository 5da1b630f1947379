import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button } from '../kit/index.ts';
import { AddPasskey } from '../setup/index.ts';
import { Page } from './page.tsx';

/** A second way in, if wanted. Once there is one, going on is the main thing. */
export function PasskeyStep({ next }: { next: () => void }): JSX.Element {
  const [added, setAdded] = useState(false);
  return (
    <Page step="passkey" title={message('welcomePasskeyTitle')} text={message('welcomePasskeyText')}>
      <AddPasskey primary={!added} onAdded={() => setAdded(true)} />
      <div class="actions">
        <Button big kind={added ? 'primary' : 'plain'} onClick={next}>
          {message(added ? 'welcomeNext' : 'welcomeSkip')}
        </Button>
      </div>
    </Page>
  );
}
