import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message, openTab } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { Status } from '../../rpc/index.ts';
import { Button, Empty, Failure, IconButton, Screen, useQuestion, Waiting } from '../kit/index.ts';
import { Asked } from '../recovery/index.ts';
import { ChatPasswordForm, Unlock, useStatus } from '../unlock/index.ts';
import { ChannelWindow, errandHere } from './channel-windows.tsx';
import type { ChannelErrand } from './channel-windows.tsx';
import { Disguise } from './disguise.tsx';
import { Generate } from './generate.tsx';
import { Home } from './home.tsx';
import { ItemScreen } from './item/item-screen.tsx';
import { PopupMessages } from './messages.tsx';
import { PageCode } from './page-code.tsx';
import { promptHere, SignInHere } from './prompts/sign-in.tsx';
import { ReadText } from './read-text.tsx';

/** Locked for what a sign-in in a tab of ours ends. */
const atStore: ReadonlySet<NonNullable<Status['lockedBy']>> = new Set(['rotated-away', 'device-cloned', 'may-rejoin']);

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
  const [isMessaging, showMessages] = useState(location.hash === '#messages');
  const [isTakingCode, takeCode] = useState(false);
  const [prompt] = useState(promptHere);
  const [errand, send] = useState<ChannelErrand | undefined>(errandHere);
  const [open] = useState(() => (page: string) => void openTab(page).then(() => window.close()));

  const [isFound, find] = useState(false);
  const isHidden = status?.isHidden === true && !isFound;
  useEffect(() => {
    if (status) document.title = message(isHidden ? 'calculatorTitle' : 'extensionName');
  }, [status, isHidden]);

  if (!status) {
    // It may have to say another name: none is said before that is known.
    return (
      <Screen head={<span />}>{error === undefined ? <Waiting /> : <Failure error={error} again={again} />}</Screen>
    );
  }
  if (isHidden) {
    const ended = (calculation: string): void => void tryOne(calculation).then((opens) => opens && find(true));
    return <Disguise onResult={ended} />;
  }
  if (status.vault === 'none') return <SetUp open={open} />;
  if (status.withheldUntil !== undefined) return <Removed open={open} />;
  if (status.lock === 'locked') {
    return (
      <Screen>
        <div class="popup-notice only-filled">
          <Asked isLocked />
        </div>
        <Unlock status={status} onUnlocked={again} />
        {status.lockedBy !== undefined && atStore.has(status.lockedBy) && (
          <div class="popup-notice center">
            <Button kind="quiet" onClick={() => open('vault.html')}>
              {message('storeInsteadDo')}
            </Button>
          </div>
        )}
      </Screen>
    );
  }
  if (status.lock === 'messages-locked' && (unlockingMessages || errand)) {
    const cancel = (): void => {
      unlockMessages(false);
      send(undefined);
    };
    return (
      <Screen actions={<IconButton icon="close" label={message('kitCancel')} onClick={cancel} />}>
        <UnlockMessages status={status} cancel={cancel} onUnlocked={again} />
      </Screen>
    );
  }
  if (errand) {
    // A window that came up for it has nothing else to show.
    const done = (): void => (errandHere() ? window.close() : send(undefined));
    return <ChannelWindow errand={errand} done={done} />;
  }
  if (isReading) {
    return (
      <ReadText
        armored={armored}
        onInput={setArmored}
        onClose={() => read(false)}
        unlockMessages={() => unlockMessages(true)}
        join={(text) => send({ is: 'join', text: { armored: text, site: '' } })}
        open={open}
        isFallback={location.hash === '#read-instead'}
      />
    );
  }
  if (prompt !== undefined) return <SignInHere prompt={prompt} />;
  if (isGenerating) return <Generate open={open} onBack={() => generate(false)} />;
  if (isMessaging) {
    return (
      <PopupMessages
        open={open}
        back={() => showMessages(false)}
        generate={() => generate(true)}
        unlockMessages={() => unlockMessages(true)}
        makeChannel={() => send({ is: 'make' })}
      />
    );
  }
  if (isTakingCode) return <PageCode onClose={() => takeCode(false)} />;
  if (item !== undefined) return <ItemScreen id={item} open={open} back={() => show(undefined)} />;
  return (
    <Home
      open={open}
      generate={() => generate(true)}
      showMessages={() => showMessages(true)}
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

interface UnlockMessagesProps {
  status: Status;
  cancel: () => void;
  onUnlocked: () => void;
}

/** By the chat password, where one is set; else, or by a press, by a way into the vault. */
function UnlockMessages({ status, cancel, onUnlocked }: UnlockMessagesProps): JSX.Element {
  const { answer, error } = useQuestion('chatPassword.read', {});
  const [isOther, takeOther] = useState(false);
  if (!answer && error === undefined) return <Waiting />;
  if (answer?.isSet && !isOther) {
    return <ChatPasswordForm onUnlocked={onUnlocked} cancel={cancel} otherWay={() => takeOther(true)} />;
  }
  return <Unlock status={{ ways: status.ways, lockedBy: 'messages-time' }} onUnlocked={onUnlocked} />;
}

/** Whether a calculation is the chosen one. Where nobody answers it isn't. */
async function tryOne(calculation: string): Promise<boolean> {
  return (await call('disguise.try', { calculation }).catch(() => undefined))?.opens === true;
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

/** Nothing opens here any more; what was never sent is saved in a tab. */
function Removed({ open }: { open: (page: string) => void }): JSX.Element {
  return (
    <Screen title={message('extensionName')}>
      <Empty icon="key" title={message('unsentTitle')}>
        <p>{message('lockedByRemoval')}</p>
        <Button big kind="primary" autoFocus onClick={() => open('vault.html')}>
          {message('unsentShow')}
        </Button>
      </Empty>
    </Screen>
  );
}
