import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message, passkeyHost, requestOrigins } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { siteHost } from '../../typed/index.ts';
import { Button, Field, IconButton, List, Row } from '../kit/index.ts';
import { everySite, patternOf } from './site-address.ts';

interface AllowedSitesProps {
  /** Host patterns that the browser has granted. */
  granted: readonly string[];
  onChanged: () => void;
  onRefused: (refused: boolean) => void;
}

/** The sites that the user allowed, one by one. */
export function AllowedSites({ granted, onChanged, onRefused }: AllowedSitesProps): JSX.Element {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (event: Event): void => {
    event.preventDefault();
    const host = siteHost(address);
    setWrong(host === undefined);
    if (host === undefined) return;
    void requestOrigins([patternOf(host)]).then((allowed) => {
      onRefused(!allowed);
      if (allowed) setAddress('');
      onChanged();
    });
  };
  const remove = (pattern: string): void => void call('sites.forget', { pattern }).then(onChanged);
  const patterns = granted.filter((pattern) => pattern !== everySite && hostIn(pattern) !== passkeyHost);
  return (
    <form class="stack allowed" onSubmit={add}>
      <Field
        label={message('sitesAddress')}
        hint={message('sitesAddressHint')}
        value={address}
        onInput={(value) => {
          setAddress(value);
          setWrong(false);
        }}
        error={wrong ? message('sitesAddressWrong') : undefined}
        end={<Button kind="quiet">{message('sitesAdd')}</Button>}
      />
      {patterns.length > 0 && (
        <List title={message('sitesGranted')}>
          {patterns.map((pattern) => {
            const host = hostIn(pattern);
            const label = message('sitesRemove', host);
            return (
              <Row
                key={pattern}
                icon="globe"
                title={host}
                action={<IconButton icon="close" label={label} onClick={() => remove(pattern)} />}
              />
            );
          })}
        </List>
      )}
    </form>
  );
}

/** `*://mail.example.com/*` is shown as what it means. */
function hostIn(pattern: string): string {
  return pattern.replace(/^[^:]*:\/\//, '').replace(/\/.*$/, '');
}
