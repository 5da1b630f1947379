import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, Dialog, Failure, sentenceFor } from '../kit/index.ts';
import type { Wanted } from './scan.ts';
import { watch } from './watch.ts';

interface CameraProps {
  wanted: Wanted;
  onFound: (text: string) => void;
  onClose: () => void;
}

/** What the camera sees, until it sees the QR code that is wanted. It is on as long as this is drawn, and not a moment longer. */
export function Camera({ wanted, onFound, onClose }: CameraProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [news, setNews] = useState<unknown>();
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    if (video.current) {
      watch(video.current, signal, { wanted, news: setNews }).then(
        (text) => text !== undefined && onFound(text),
        (error: unknown) => !signal.aborted && setFailed(error),
      );
    }
    return () => ending.abort();
  }, []);
  return (
    <Dialog
      title={message('qrCameraTitle')}
      onClose={onClose}
      actions={
        <Button autoFocus onClick={onClose}>
          {message('kitCancel')}
        </Button>
      }
    >
      {failed === undefined ? (
        <>
          <video ref={video} class="qr-camera" muted playsInline aria-label={message('qrCameraTitle')} />
          <p role="status">{news === undefined ? message('qrCameraText') : sentenceFor(news)}</p>
        </>
      ) : (
        <Failure error={failed} />
      )}
    </Dialog>
  );
}
