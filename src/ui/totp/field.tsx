import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message, pictureOfTab } from '../../platform/index.ts';
import { Button, Failure, Field, IconButton, useAction, useQuestion } from '../kit/index.ts';
import { itemLimits } from '../../typed/index.ts';
import { pixelsOf, QrSources, scan } from '../qr/index.ts';
import { TotpCode } from './code.tsx';
import { secretCode } from './qr-secret.ts';
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

/**
 * Where a secret is put in: typed, pasted, or read from a QR code. The code that it gives stands below. A secret is hidden
 * until its eye is pressed, except while somebody types it; what is none is readable text.
 */
export function TotpField({ label, value, onInput, place }: TotpFieldProps): JSX.Element {
  // What is half typed is no mistake yet, and nothing to hide. Whatever came from elsewhere is whole.
  const [typing, setTyping] = useState<string>();
  const [shown, setShown] = useState(false);
  const { answer } = useQuestion('items.code', { text: value });
  const take = (found: string): void => {
    onInput(found);
    setTyping(undefined);
  };
  const look = useAction(async (picture: Promise<Blob>) =>
    take(await scan(await pixelsOf(await picture), 'still', secretCode)),
  );
  const none = answer && 'none' in answer ? answer.none : undefined;
  const isSettled = typing !== value;
  const isKept = isSettled && value !== '' && none === undefined;
  const hidden = isKept && !shown;
  return (
    <div
      class="stack totp-field"
      onPaste={(event) => {
        const picture = event.clipboardData?.files[0];
        if (picture && event.clipboardData.getData('text') === '') void look.run(Promise.resolve(picture));
      }}
    >
      <Field
        mono
        label={label}
        type={hidden ? 'password' : 'text'}
        autoComplete={hidden ? 'new-password' : 'off'}
        placeholder={message('totpPlaceholder')}
        value={value}
        maxLength={itemLimits.line}
        onInput={(typed) => {
          setTyping(typed);
          onInput(typed);
          look.clear();
        }}
        onBlur={() => setTyping(undefined)}
        error={isSettled && none !== undefined ? noSecret(none) : undefined}
        end={
          isKept ? (
            <Eye shown={shown} onPress={() => setShown(!shown)} />
          ) : (
            place === 'popup' && <FromPage busy={look.busy} onPress={() => void look.run(pictureOfTab())} />
          )
        }
      />
      {place === 'tab' && (
        <QrSources wanted={secretCode} busy={look.busy} onPicture={look.run} onFound={take} onOpen={look.clear} />
      )}
      {look.error !== undefined && <Failure error={look.error} />}
      {none === undefined && <TotpCode of={{ text: value }} label={message('totpCode')} />}
    </div>
  );
}

function Eye({ shown, onPress }: { shown: boolean; onPress: () => void }): JSX.Element {
  const label = message(shown ? 'kitHide' : 'kitShow');
  return <IconButton icon={shown ? 'eyeOff' : 'eye'} label={label} onClick={onPress} />;
}

function FromPage({ busy, onPress }: { busy: boolean; onPress: () => void }): JSX.Element {
  return (
    <Button kind="quiet" icon="qr" busy={busy} onClick={onPress}>
      {message('totpFromPage')}
    </Button>
  );
}
