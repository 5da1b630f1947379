import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button } from '../kit/index.ts';
import { Camera } from './camera.tsx';
import type { Wanted } from './scan.ts';

interface QrSourcesProps {
  wanted: Wanted;
  busy: boolean;
  onPicture: (picture: Promise<Blob>) => unknown;
  onFound: (text: string) => void;
  onOpen: () => void;
}

/** A picture's file, or the camera: only in a tab, which outlives the browser's questions for either. */
export function QrSources({ wanted, busy, onPicture, onFound, onOpen }: QrSourcesProps): JSX.Element {
  const [watching, setWatching] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  return (
    <div class="line qr-sources">
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={message('qrFromPicture')}
        onChange={(event) => {
          const picture = event.currentTarget.files?.[0];
          // The same file again is a change, too.
          event.currentTarget.value = '';
          if (picture) onPicture(Promise.resolve(picture));
        }}
      />
      <Button kind="quiet" icon="qr" busy={busy} onClick={() => file.current?.click()}>
        {message('qrFromPicture')}
      </Button>
      <Button
        kind="quiet"
        icon="camera"
        onClick={() => {
          onOpen();
          setWatching(true);
        }}
      >
        {message('qrFromCamera')}
      </Button>
      {watching && (
        <Camera
          wanted={wanted}
          onFound={(text) => {
            setWatching(false);
            onFound(text);
          }}
          onClose={() => setWatching(false)}
        />
      )}
    </div>
  );
}
