import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { SitesMode } from '../../rpc/index.ts';
import { Choice, Failure, Notice, Waiting } from '../kit/index.ts';
import { AllowedSites } from './allowed-sites.tsx';
import type { SitesState } from './use-sites.ts';

const modes: readonly (readonly [SitesMode, MessageKey, MessageKey])[] = [
  ['on-click', 'sitesOnClick', 'sitesOnClickText'],
  ['these', 'sitesThese', 'sitesTheseText'],
  ['all', 'sitesAll', 'sitesAllText'],
];

/**
 * Where Latchkey may work, and what each choice costs. The choice asks nothing; what the browser will ask is announced, and
 * the button that makes it ask is its screen's.
 */
export function SitesChoice({ sites }: { sites: SitesState }): JSX.Element {
  const { answer, error, again, chosen, choose, asks, refused, refuse } = sites;
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack">
      <fieldset class="stack tight">
        <legend class="hidden-text">{message('sitesQuestion')}</legend>
        {modes.map(([mode, title, text]) => (
          <Choice
            key={mode}
            name="sites"
            title={message(title)}
            checked={chosen === mode}
            onChoose={() => choose(mode)}
          >
            {message(text)}
          </Choice>
        ))}
      </fieldset>
      {chosen === 'these' && <AllowedSites granted={answer.granted} onChanged={again} onRefused={refuse} />}
      <div role="status">
        {asks && !refused && (
          <Notice>
            <strong>{message('sitesAsksNext')}</strong> {message('sitesAsksText')}
          </Notice>
        )}
        {refused && <Notice>{message('sitesRefused')}</Notice>}
      </div>
      {error !== undefined && <Failure error={error} />}
    </div>
  );
}
