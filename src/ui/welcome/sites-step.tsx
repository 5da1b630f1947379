import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { SitesMode } from '../../rpc/index.ts';
import { Button, Onward } from '../kit/index.ts';
import { SitesChoice, useSites } from '../setup/index.ts';
import { Page } from './page.tsx';

interface SitesStepProps {
  next: () => void;
  back: () => void;
  /** What is chosen beforehand, while nothing was decided yet. */
  first: SitesMode | undefined;
}

/** Nothing was granted at install: where it may work is decided here. First the choice, then the browser's question. */
export function SitesStep({ next, back, first }: SitesStepProps): JSX.Element {
  const sites = useSites(first);
  return (
    <Page step="sites" title={message('welcomeSitesTitle')} text={message('welcomeSitesText')}>
      <SitesChoice sites={sites} />
      <Onward back={back}>
        {sites.asks && (
          <Button big onClick={next}>
            {message('welcomeSkip')}
          </Button>
        )}
        <Button big kind="primary" onClick={() => sites.settle(next)}>
          {message(sites.asks ? 'sitesAsk' : 'welcomeNext')}
        </Button>
      </Onward>
    </Page>
  );
}
