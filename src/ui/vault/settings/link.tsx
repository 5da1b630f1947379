import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button } from '../../kit/index.ts';
import { LetIn } from '../../link/index.ts';
import { CloseButton } from '../close-button.tsx';

/** A new browser comes in without a password, passkey or phrase: another one lets it in. */
export function LinkSettings(): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="stack">
      <p class="muted">{message('linkSettingsText')}</p>
      {isOpen ? (
        <>
          <CloseButton label={message('settingsClose')} onClose={() => setOpen(false)} />
          <LetIn />
        </>
      ) : (
        <p>
          <Button icon="qr" onClick={() => setOpen(true)}>
            {message('linkSettingsDo')}
          </Button>
        </p>
      )}
    </div>
  );
}
