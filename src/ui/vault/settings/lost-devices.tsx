import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { LostDevice, WayKind } from '../../../rpc/index.ts';
import { Button, Failure, LinkButton, useAction, useQuestion } from '../../kit/index.ts';
import { hashOf } from '../route.ts';
import type { SettingsSection } from '../route.ts';

const places: Readonly<Record<WayKind, SettingsSection>> = {
  password: 'password',
  passkey: 'passkeys',
  phrase: 'phrase',
};

/** What is still to be replaced after a device was lost or stolen: it stays until each way in is another, or answered for. */
export function LostDevices(): JSX.Element | null {
  const { answer, error, again } = useQuestion('devices.lost', {}, ['account', 'ways', 'items']);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!answer || answer.length === 0) return null;
  return (
    <>
      {answer.map((lost) => (
        <Lost key={lost.device} lost={lost} again={again} />
      ))}
    </>
  );
}

function Lost({ lost: { device, name, left, total }, again }: { lost: LostDevice; again: () => void }): JSX.Element {
  const leave = useAction(async (way: string) => {
    await call('devices.lost.leave', { device, way });
    again();
  });
  const title = message('devicesLostTitle', name === '' ? message('devicesUnnamed') : name);
  return (
    <section class="stack" aria-label={title}>
      <h3>{title}</h3>
      <p>{message('devicesLostState', String(total - left.length), String(total))}</p>
      <ul class="stack" aria-label={message('devicesLostWays')}>
        {left.map((way) => (
          <li key={way.id} class="stack">
            <span>{way.name}</span>
            <span class="line">
              <LinkButton href={hashOf({ place: 'settings', section: places[way.kind] })}>
                {message('devicesLostReplace')}
              </LinkButton>
              <Button busy={leave.busy} onClick={() => void leave.run(way.id)}>
                {message('devicesLostLeave')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {leave.error !== undefined && <Failure error={leave.error} />}
    </section>
  );
}
