import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Onward } from '../kit/index.ts';
import { AddPasskey } from '../setup/index.ts';
import { Page } from './page.tsx';

/** A second way in, if wanted. Once there is one, going on is the main thing. */
export function PasskeyStep({ next, back }: { next: () => void; back: () => void }): JSX.Element {
  const [added, setAdded] = useState(false);
  return (
    <Page title={message('welcomePasskeyTitle')} text={message('welcomePasskeyText')}>
      <AddPasskey primary={!added} onAdded={() => setAdded(true)} />
      <Onward back={back}>
        {added && (
          <Button big kind="primary" onClick={next}>
            {message('welcomeNext')}
          </Button>
        )}
      </Onward>
    </Page>
  );
}
