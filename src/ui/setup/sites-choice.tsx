import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message, requestOrigins } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { SitesMode } from '../../rpc/index.ts';
import { Choice, Failure, Notice, useAction, useQuestion, Waiting } from '../kit/index.ts';
import { AllowedSites } from './allowed-sites.tsx';
import { everySite } from './site-address.ts';

/** Where Latchkey may work. The browser asks in its own words; what it answers is what holds. */
export function SitesChoice(): JSX.Element {
  const { answer: sites, error, again } = useQuestion('sites.read', {}, ['sites']);
  const [refused, setRefused] = useState(false);
  // “These” begins with no site, which the background can't tell from “on click”.
  const [naming, nameSites] = useState(false);
  const change = useAction(async (mode: SitesMode) => {
    await call('sites.mode', { mode });
    again();
  });
  // The browser's question must come first in the press itself: after an await it would be refused.
  const choose = (mode: SitesMode): void => {
    setRefused(false);
    nameSites(mode === 'these');
    if (mode !== 'all') {
      void change.run(mode);
      return;
    }
    void requestOrigins([everySite]).then((allowed) => {
      setRefused(!allowed);
      if (allowed) void change.run('all');
      else again();
    });
  };
  if (!sites) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  const choice = { name: 'sites', onChoose: choose, mode: naming ? 'these' : sites.mode } as const;
  return (
    <div class="stack">
      <fieldset class="stack tight">
        <legend class="hidden-text">{message('sitesQuestion')}</legend>
        <Mode {...choice} value="on-click" title={message('sitesOnClick')} text={message('sitesOnClickText')} />
        <Mode {...choice} value="these" title={message('sitesThese')} text={message('sitesTheseText')} />
        <Mode {...choice} value="all" title={message('sitesAll')} text={message('sitesAllText')} />
      </fieldset>
      {choice.mode === 'these' && <AllowedSites granted={sites.granted} onChanged={again} onRefused={setRefused} />}
      {refused && <Notice>{message('sitesRefused')}</Notice>}
      {change.error !== undefined && <Failure error={change.error} />}
    </div>
  );
}

interface ModeProps {
  name: string;
  mode: SitesMode;
  value: SitesMode;
  onChoose: (mode: SitesMode) => void;
  title: string;
  text: string;
}

function Mode({ name, mode, value, onChoose, title, text }: ModeProps): JSX.Element {
  return (
    <Choice name={name} title={title} checked={mode === value} onChoose={() => onChoose(value)}>
      {text}
    </Choice>
  );
}
