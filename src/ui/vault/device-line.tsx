import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { DeviceNews, LostDevice } from '../../rpc/index.ts';
import { Button, counted, Failure, LinkButton, Notice, useAction, useQuestion } from '../kit/index.ts';
import { hashOf } from './route.ts';

const devices = hashOf({ place: 'settings', section: 'devices' });

/** Above every place of the vault: a browser that came or went, and what is still to be done for one that was lost. */
export function DeviceLine(): JSX.Element | null {
  const lost = useQuestion('devices.lost', {}, ['account', 'ways', 'items']);
  const news = useQuestion('devices.news', {}, ['account', 'ways', 'items']);
  const hasNews = news.answer && (news.answer.added.length > 0 || news.answer.removed > 0);
  if (!hasNews && (lost.answer ?? []).length === 0) return null;
  return (
    <div class="vault-lines" role="status">
      {lost.answer?.map((one) => (
        <Lost key={one.device} lost={one} />
      ))}
      {hasNews && <News news={news.answer} again={news.again} />}
    </div>
  );
}

function Lost({ lost: { name, left } }: { lost: LostDevice }): JSX.Element {
  const named = name === '' ? message('devicesUnnamed') : name;
  return (
    <Notice icon="alert">
      <p>
        {message('devicesLostTitle', named)}: {counted('devicesLostLeft', left.length)}
      </p>
      <LinkButton href={devices}>{message('devicesLostSee')}</LinkButton>
    </Notice>
  );
}

function News({ news: { added, removed }, again }: { news: DeviceNews; again: () => void }): JSX.Element {
  const read = useAction(() => call('devices.news.read', {}).then(again));
  return (
    <Notice>
      {added.map((name) => (
        <p key={name}>{message('devicesCame', name === '' ? message('devicesUnnamed') : name)}</p>
      ))}
      {removed > 0 && <p>{counted('devicesWent', removed)}</p>}
      {read.error !== undefined && <Failure error={read.error} />}
      <div class="line">
        <LinkButton href={devices}>{message('devicesNewsSee')}</LinkButton>
        <Button busy={read.busy} onClick={() => void read.run()}>
          {message('devicesNewsRead')}
        </Button>
      </div>
    </Notice>
  );
}
