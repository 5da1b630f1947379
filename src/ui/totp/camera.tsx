import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Dialog, Failure, sentenceFor } from '../kit/index.ts';
import { watch } from './qr/watch.ts';

interface CameraProps {
  onFound: (address: string) => void;
  onClose: () => void;
}

/** What the camera sees, until it sees a secret's QR code. It is on as long as this is drawn, and not a moment longer. */
export function Camera({ onFound, onClose }: CameraProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [news, setNews] = useState<unknown>();
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    if (video.current) {
      watch(video.current, signal, setNews).then(
        (address) => address !== undefined && onFound(address),
        (error: unknown) => !signal.aborted && setFailed(error),
      );
    }
    return () => ending.abort();
  }, []);
  return (
    <Dialog
      title={message('totpCameraTitle')}
      onClose={onClose}
      actions={
        <Button autoFocus onClick={onClose}>
          {message('kitCancel')}
        </Button>
      }
    >
      {failed === undefined ? (
        <>
          <video ref={video} class="totp-camera" muted playsInline aria-label={message('totpCameraTitle')} />
          <p role="status">{news === undefined ? message('totpCameraText') : sentenceFor(news)}</p>
        </>
      ) : (
        <Failure error={failed} />
      )}
    </Dialog>
  );
}
