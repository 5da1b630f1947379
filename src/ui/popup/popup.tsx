import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message, openTab } from '../../platform/index.ts';
import { Button, Empty, Failure, IconButton, Screen, Waiting } from '../kit/index.ts';
import { Unlock, useStatus } from '../unlock/index.ts';
import { Generate } from './generate.tsx';
import { Home } from './home.tsx';
import { ItemScreen } from './item/item-screen.tsx';
import { PageCode } from './page-code.tsx';
import { promptHere, SignInHere } from './prompts/sign-in.tsx';
import { ReadText } from './read-text.tsx';

/** Which screen the popup shows follows from the vault's state alone. */
export function Popup(): JSX.Element {
  const { answer: status, error, again } = useStatus();
  const [unlockingMessages, unlockMessages] = useState(false);
  const lock = status?.lock;
  // Not before: the home would say for a moment that they are still locked.
  useEffect(() => {
    if (lock === 'unlocked') unlockMessages(false);
  }, [lock]);
  const [isReading, read] = useState(location.hash.startsWith('#read'));
  const [item, show] = useState<string>();
  const [armored, setArmored] = useState('');
  const [isGenerating, generate] = useState(false);
  const [isTakingCode, takeCode] = useState(false);
  const [prompt] = useState(promptHere);
  const [open] = useState(() => (page: string) => void openTab(page).then(() => window.close()));

  if (!status) {
    return (
      <Screen title={message('extensionName')}>
        {error === undefined ? <Waiting /> : <Failure error={error} again={again} />}
      </Screen>
    );
  }
  if (status.vault === 'none') return <SetUp open={open} />;
  if (status.lock === 'locked') {
    return (
      <Screen>
        <Unlock status={status} onUnlocked={again} />
        {(status.lockedBy === 'rotated-away' || status.lockedBy === 'device-cloned') && (
          <div class="popup-notice center">
            <Button kind="quiet" onClick={() => open('vault.html')}>
              {message('storeInsteadDo')}
            </Button>
          </div>
        )}
      </Screen>
    );
  }
  if (status.lock === 'messages-locked' && unlockingMessages) {
    return (
      <Screen actions={<IconButton icon="close" label={message('kitCancel')} onClick={() => unlockMessages(false)} />}>
        <Unlock status={{ ways: status.ways, lockedBy: 'messages-time' }} onUnlocked={again} />
      </Screen>
    );
  }
  if (isReading) {
    return (
      <ReadText
        armored={armored}
        onInput={setArmored}
        onClose={() => read(false)}
        unlockMessages={() => unlockMessages(true)}
        isFallback={location.hash === '#read-instead'}
      />
    );
  }
  if (prompt !== undefined) return <SignInHere prompt={prompt} />;
  if (isGenerating) return <Generate open={open} onBack={() => generate(false)} />;
  if (isTakingCode) return <PageCode onClose={() => takeCode(false)} />;
  if (item !== undefined) return <ItemScreen id={item} open={open} back={() => show(undefined)} />;
  return (
    <Home
      open={open}
      generate={() => generate(true)}
      takeCode={() => takeCode(true)}
      messagesLocked={status.lock === 'messages-locked'}
      unlockMessages={() => unlockMessages(true)}
      show={show}
      read={(text) => {
        setArmored(text);
        read(true);
      }}
    />
  );
}

function SetUp({ open }: { open: (page: string) => void }): JSX.Element {
  return (
    <Screen title={message('extensionName')}>
      <Empty icon="key" title={message('popupSetUpTitle')}>
        <p>{message('popupSetUpText')}</p>
        <Button big kind="primary" autoFocus onClick={() => open('welcome.html')}>
          {message('popupSetUp')}
        </Button>
      </Empty>
    </Screen>
  );
}
