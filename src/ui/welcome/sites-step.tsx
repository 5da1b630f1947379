import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button } from '../kit/index.ts';
import { SitesChoice } from '../setup/index.ts';
import { Page } from './page.tsx';

/** Nothing was granted at install: where it may work is decided here. */
export function SitesStep({ next }: { next: () => void }): JSX.Element {
  return (
    <Page step="sites" title={message('welcomeSitesTitle')} text={message('welcomeSitesText')}>
      <SitesChoice />
      <div class="actions">
        <Button big kind="primary" onClick={next}>
          {message('welcomeNext')}
        </Button>
      </div>
    </Page>
  );
}
