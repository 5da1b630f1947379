import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message, requestOrigins } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, Switch, useAction, useQuestion } from '../kit/index.ts';
import type { MenuItem } from '../kit/index.ts';

/** The site of the tab behind the popup. */
interface SiteState {
  readonly host: string;
  /** Our marks are wanted there. */
  readonly on: boolean;
  /** We may be there unasked. */
  readonly granted: boolean;
  readonly turn: (on: boolean) => void;
  /** Asks the browser; must be called in the press itself. */
  readonly allow: () => void;
  readonly refused: boolean;
  readonly error: unknown;
}

/** Undefined where there is no site. */
export function useSite(): SiteState | undefined {
  const { answer, again } = useQuestion('sites.tab', {}, ['sites']);
  const [refused, setRefused] = useState(false);
  const change = useAction(async (host: string, on: boolean) => {
    await call('sites.switch', { host, on });
    again();
  });
  if (answer?.host === undefined) return undefined;
  const { host, on, granted } = answer;
  return {
    host,
    on,
    granted,
    turn: (wanted) => void change.run(host, wanted),
    // The browser's question must come first in the press itself: after an await it would be refused.
    allow: () => {
      void requestOrigins([`*://${host}/*`]).then((allowed) => {
        setRefused(!allowed);
        if (allowed) void change.run(host, true);
      });
    },
    refused,
    error: change.error,
  };
}

/** Whether Latchkey works on that site, at the popup's foot. */
export function Site({ site }: { site: SiteState }): JSX.Element {
  const { host, on, granted, turn, allow, refused, error } = site;
  return (
    <div class="popup-site">
      {granted ? (
        <Switch
          label={message('popupSite', host)}
          detail={message(on ? 'popupSiteOn' : 'popupSiteOff')}
          on={on}
          onSwitch={turn}
        />
      ) : (
        <div class="line">
          <p class="spring">
            {message('popupSite', host)}
            <small>{message(refused ? 'popupSiteRefused' : 'popupSiteAsk')}</small>
          </p>
          <Button onClick={allow}>{message('popupSiteAllow')}</Button>
        </div>
      )}
      {error !== undefined && <Failure error={error} />}
    </div>
  );
}

/** The same where there is no room at the foot. */
export function siteItem({ host, on, granted, turn, allow }: SiteState): MenuItem {
  if (!granted) return { label: message('popupSiteAllowOn', host), icon: 'globe', onChoose: allow };
  const label = message(on ? 'popupSiteLeave' : 'popupSiteOffer', host);
  return { label, icon: 'globe', onChoose: () => turn(!on) };
}
