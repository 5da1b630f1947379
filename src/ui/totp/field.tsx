import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message, pictureOfTab } from '../../platform/index.ts';
import { Button, Failure, Field, useAction, useQuestion } from '../kit/index.ts';
import { Camera } from './camera.tsx';
import { TotpCode } from './code.tsx';
import { pixelsOf } from './qr/draw.ts';
import { scan } from './qr/scan.ts';
import { noSecret } from './words.ts';

interface TotpFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /**
   * Where it stands: our popup was opened on a page, which it may look at; a tab of ours has none, but outlives the
   * browser's questions for a file or the camera.
   */
  place: 'popup' | 'tab';
}

/** Where a secret is put in: typed, pasted, or read from a QR code. The code that it gives stands below. */
export function TotpField({ label, value, onInput, place }: TotpFieldProps): JSX.Element {
  // What is half typed is no mistake yet.
  const [checked, setChecked] = useState(value);
  const { answer } = useQuestion('items.code', { text: value });
  const take = (found: string): void => {
    onInput(found);
    setChecked(found);
  };
  const look = useAction(async (picture: Promise<Blob>) => take(await scan(await pixelsOf(await picture), 'still')));
  const isSecret = answer !== undefined && !('none' in answer);
  const error = answer && 'none' in answer && checked === value ? noSecret(answer.none) : undefined;
  return (
    <div
      class="stack totp-field"
      onPaste={(event) => {
        const picture = pictureIn(event.clipboardData?.files);
        if (picture) void look.run(Promise.resolve(picture));
      }}
    >
      <Field
        mono
        label={label}
        placeholder={message('totpPlaceholder')}
        value={value}
        maxLength={10_000}
        onInput={(typed) => {
          onInput(typed);
          look.clear();
        }}
        onBlur={() => setChecked(value)}
        error={error}
        end={place === 'popup' && <FromPage busy={look.busy} onPress={() => void look.run(pictureOfTab())} />}
      />
      {place === 'tab' && <FromElsewhere busy={look.busy} onPicture={look.run} onFound={take} onOpen={look.clear} />}
      {look.error !== undefined && <Failure error={look.error} />}
      {isSecret && <TotpCode of={{ text: value }} label={message('totpCode')} />}
    </div>
  );
}

function FromPage({ busy, onPress }: { busy: boolean; onPress: () => void }): JSX.Element {
  return (
    <Button kind="quiet" icon="qr" busy={busy} onClick={onPress}>
      {message('totpFromPage')}
    </Button>
  );
}

interface FromElsewhereProps {
  busy: boolean;
  onPicture: (picture: Promise<Blob>) => unknown;
  onFound: (address: string) => void;
  onOpen: () => void;
}

function FromElsewhere({ busy, onPicture, onFound, onOpen }: FromElsewhereProps): JSX.Element {
  const [watching, setWatching] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  return (
    <div class="line totp-sources">
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={message('totpFromPicture')}
        onChange={(event) => {
          const picture = pictureIn(event.currentTarget.files);
          // The same file again is a change, too.
          event.currentTarget.value = '';
          if (picture) onPicture(Promise.resolve(picture));
        }}
      />
      <Button kind="quiet" icon="qr" busy={busy} onClick={() => file.current?.click()}>
        {message('totpFromPicture')}
      </Button>
      <Button
        kind="quiet"
        icon="camera"
        onClick={() => {
          onOpen();
          setWatching(true);
        }}
      >
        {message('totpFromCamera')}
      </Button>
      {watching && (
        <Camera
          onFound={(address) => {
            setWatching(false);
            onFound(address);
          }}
          onClose={() => setWatching(false)}
        />
      )}
    </div>
  );
}

/** Any file will do, as long as somebody chose it: whether it is a picture shows when it is opened. */
function pictureIn(files: FileList | null | undefined): File | undefined {
  return files?.[0];
}
