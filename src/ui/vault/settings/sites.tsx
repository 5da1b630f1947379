import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message, requestOrigins } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { siteHost } from '../../../typed/index.ts';
import { Button, Failure, Field, IconButton, List, Notice, Row, useAction } from '../../kit/index.ts';
import { everySite, SitesChoice, useSites } from '../../setup/index.ts';
import { BrowserSignIns } from './browser-sign-ins.tsx';
import { FillMenuSetting } from './fill-menu.tsx';
import { NeverSaved } from './never-saved.tsx';

/** Where Latchkey may work, where it was switched off, and what the browser took away. */
export function SiteSettings(): JSX.Element {
  const state = useSites();
  const { answer: sites, again } = state;
  return (
    <div class="stack">
      <p class="muted">{message('settingsSitesText')}</p>
      {sites && sites.lost.length > 0 && <TakenAway lost={sites.lost} onChanged={again} />}
      <SitesChoice sites={state} />
      {state.asks && (
        <p>
          <Button onClick={() => state.settle()}>{message('sitesAsk')}</Button>
        </p>
      )}
      {sites && <SwitchedOff hosts={sites.off} onChanged={again} />}
      <NeverSaved />
      <FillMenuSetting />
      <BrowserSignIns />
    </div>
  );
}

/** What the user had allowed and the browser does not grant any more. */
function TakenAway({ lost, onChanged }: { lost: readonly string[]; onChanged: () => void }): JSX.Element {
  const leave = useAction(async () => {
    for (const pattern of lost) await call('sites.forget', { pattern });
    onChanged();
  });
  // The browser's question must come first in the press itself.
  const allow = (): void => void requestOrigins([...lost]).then(onChanged);
  const hosts = lost.map((pattern) => pattern.replace(/^[^:]*:\/\//, '').replace(/\/.*$/, ''));
  return (
    <Notice icon="alert">
      <p>
        {lost.includes(everySite) ? message('settingsSitesTaken') : message('settingsSitesTakenSome', hosts.join(', '))}
      </p>
      <div class="line">
        <Button onClick={allow}>{message('settingsSitesAllow')}</Button>
        <Button kind="quiet" busy={leave.busy} onClick={() => void leave.run()}>
          {message('settingsSitesLeave')}
        </Button>
      </div>
    </Notice>
  );
}

function SwitchedOff({ hosts, onChanged }: { hosts: readonly string[]; onChanged: () => void }): JSX.Element {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const turn = useAction(async (host: string, on: boolean) => {
    await call('sites.switch', { host, on });
    setAddress('');
    onChanged();
  });
  const add = (event: Event): void => {
    event.preventDefault();
    const host = siteHost(address);
    setWrong(host === undefined);
    if (host !== undefined) void turn.run(host, false);
  };
  return (
    <form class="stack" onSubmit={add}>
      <Field
        label={message('settingsOffAddress')}
        hint={message('settingsOffHint')}
        value={address}
        maxLength={2_000}
        onInput={(value) => {
          setAddress(value);
          setWrong(false);
        }}
        error={wrong ? message('sitesAddressWrong') : undefined}
        end={<Button kind="quiet">{message('settingsOffAdd')}</Button>}
      />
      {hosts.length > 0 && (
        <List title={message('settingsOffTitle')}>
          {hosts.map((host) => {
            const label = message('settingsOffRemove', host);
            const on = (): void => void turn.run(host, true);
            return (
              <Row
                key={host}
                icon="globe"
                title={host}
                action={<IconButton icon="close" label={label} onClick={on} />}
              />
            );
          })}
        </List>
      )}
      {turn.error !== undefined && <Failure error={turn.error} />}
    </form>
  );
}
