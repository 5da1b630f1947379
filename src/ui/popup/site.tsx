import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message, requestOrigins } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, Switch, useAction, useQuestion } from '../kit/index.ts';

/** Whether Latchkey works on the site of the tab behind the popup. Nothing where there is no site. */
export function Site(): JSX.Element | null {
  const { answer, again } = useQuestion('sites.tab', {}, ['sites']);
  const [refused, setRefused] = useState(false);
  const turn = useAction(async (host: string, on: boolean) => {
    await call('sites.switch', { host, on });
    again();
  });
  if (answer?.host === undefined) return null;
  const { host, on, granted } = answer;
  // The browser's question must come first in the press itself: after an await it would be refused.
  const allow = (): void => {
    void requestOrigins([`*://${host}/*`]).then((allowed) => {
      setRefused(!allowed);
      if (allowed) void turn.run(host, true);
    });
  };
  return (
    <div class="popup-site">
      {granted ? (
        <Switch
          label={message('popupSite', host)}
          detail={message(on ? 'popupSiteOn' : 'popupSiteOff')}
          on={on}
          onSwitch={(wanted) => void turn.run(host, wanted)}
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
      {turn.error !== undefined && <Failure error={turn.error} />}
    </div>
  );
}
