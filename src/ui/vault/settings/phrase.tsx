import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button, LinkButton, Notice } from '../../kit/index.ts';
import { NewPhrase } from '../../setup/index.ts';
import { CloseButton } from '../close-button.tsx';
import { hashOf } from '../route.ts';
import { useWays, WayList, WaysMissing } from './ways.tsx';

/** Recovery phrases: made here, shown once, removed when a paper is lost. */
export function PhraseSettings(): JSX.Element {
  const { ways, asked } = useWays('phrase');
  const [state, setState] = useState<'shown' | 'making' | 'made'>('shown');
  if (!ways) return <WaysMissing asked={asked} />;
  const made = (): void => {
    setState('made');
    asked.again();
  };
  return (
    <div class="stack">
      <p class="muted">{message(ways.length === 0 ? 'settingsPhraseNone' : 'settingsPhraseText')}</p>
      {ways.length > 0 && (
        <WayList title={message('settingsPhraseList')} ways={ways} warning={message('settingsPhraseRemoveWarn')} />
      )}
      {state === 'made' && (
        <Notice icon="check">{message(ways.length > 1 ? 'settingsPhraseMadeMore' : 'settingsPhraseMade')}</Notice>
      )}
      {state === 'making' ? (
        <>
          <CloseButton label={message('kitCancel')} onClose={() => setState('shown')} />
          <NewPhrase onAdded={made} />
        </>
      ) : (
        <div class="line">
          <Button icon="phrase" onClick={() => setState('making')}>
            {message('settingsPhraseMake')}
          </Button>
          {ways.length > 0 && (
            <LinkButton icon="print" href={hashOf({ place: 'kit' })}>
              {message('kitPageOpen')}
            </LinkButton>
          )}
        </div>
      )}
    </div>
  );
}
