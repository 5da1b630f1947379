import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Card, Failure, momentOf, Notice, useQuestion, Waiting } from '../kit/index.ts';
import { QrCode } from '../qr/index.ts';

/** A code for somebody in the same room, who has one as a contact with compared numbers once they have scanned it. */
export function RoomCode({ onClose }: { onClose: () => void }): JSX.Element {
  const { answer: meeting, error, again } = useQuestion('meetings.show', {});
  const [endedAt, end] = useState<number>();
  useEffect(() => {
    if (!meeting) return undefined;
    const ending = setTimeout(() => end(meeting.expiresAt), Math.max(0, meeting.expiresAt - Date.now()));
    return () => clearTimeout(ending);
  }, [meeting]);
  return (
    <Card title={message('meetingTitle')}>
      <div class="stack">
        <p class="muted">{message('meetingText')}</p>
        {!meeting && (error === undefined ? <Waiting /> : <Failure error={error} again={again} />)}
        {meeting &&
          (endedAt === meeting.expiresAt ? (
            <Notice icon="clock">{message('meetingEnded')}</Notice>
          ) : (
            <>
              <div class="contact-code">
                <QrCode text={meeting.code} label={message('meetingCode')} />
              </div>
              <p class="muted small">{message('meetingUntil', momentOf(meeting.expiresAt))}</p>
            </>
          ))}
        <div class="line">
          {meeting && <Button onClick={again}>{message('meetingAnother')}</Button>}
          <span class="spring" />
          <Button kind="quiet" onClick={onClose}>
            {message('cardClose')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
