import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { closeOwnWindow, fitOwnWindow, message, passkeyWindowSize } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { PasskeyJob } from '../../rpc/index.ts';
import { Button, Heading, Icon, Screen, sentenceFor } from '../kit/index.ts';
import type { IconName } from '../kit/index.ts';
import { giveUp, tryOnce } from './ceremony.ts';
import type { Stage } from './ceremony.ts';

interface Words {
  readonly waiting: MessageKey;
  readonly waitingText: MessageKey;
  readonly done: MessageKey;
  readonly otherwise: MessageKey;
}

const unlock: Words = {
  waiting: 'passkeyWaitingUnlock',
  waitingText: 'passkeyWaitingUnlockText',
  done: 'passkeyDoneUnlock',
  otherwise: 'passkeyOtherWay',
};

/** What is said by what the window is for: only one of them opens the vault at once. */
const words: Readonly<Record<PasskeyJob['purpose'], Words>> = {
  unlock,
  signin: { ...unlock, done: 'passkeyDoneSecond' },
  second: { ...unlock, waiting: 'passkeyWaitingSecond', done: 'passkeyDoneSecond', otherwise: 'kitCancel' },
  add: {
    waiting: 'passkeyWaitingAdd',
    waitingText: 'passkeyWaitingAddText',
    done: 'passkeyDoneAdd',
    otherwise: 'kitCancel',
  },
  key: {
    waiting: 'passkeyWaitingKey',
    waitingText: 'passkeyWaitingKeyText',
    done: 'passkeyDoneKey',
    otherwise: 'kitCancel',
  },
};

/** The window's states: waiting, failed in one of several ways, done. */
export function Passkey(): JSX.Element {
  const [ticket] = useState(() => location.hash.slice(1));
  const [stage, show] = useState<Stage>({ at: 'waiting' });
  // The browser puts its dialog into this window's middle: so the window has its size before.
  useEffect(() => void fitOwnWindow(passkeyWindowSize).then(() => tryOnce(ticket, show)), [ticket]);
  useEffect(() => reportOnClose(ticket, stage), [ticket, stage]);
  return (
    <Screen>
      <div class={stage.at === 'waiting' ? 'ceremony waiting' : 'ceremony'}>
        {stage.at === 'waiting' && <Waits stage={stage} />}
        {stage.at === 'failed' && <Failed code={stage.code} again={() => void tryOnce(ticket, show)} />}
        {stage.at === 'done' && (
          <Said icon="check" title={message(words[stage.purpose].done)}>
            {message('passkeyDoneText')}
          </Said>
        )}
      </div>
    </Screen>
  );
}

/** Closing the window is an answer too: whoever waits for it is told. */
function reportOnClose(ticket: string, stage: Stage): () => void {
  const closing = new AbortController();
  const report = (): void => void giveUp(ticket, stage.at === 'failed' ? stage.code : 'cancelled');
  if (stage.at !== 'done') addEventListener('pagehide', report, { signal: closing.signal });
  return () => closing.abort();
}

function Said({ icon, title, children }: { icon?: IconName; title: string; children: string }): JSX.Element {
  return (
    <div class="stack" role="status">
      {icon && (
        <span class="ceremony-icon">
          <Icon name={icon} />
        </span>
      )}
      <Heading>{title}</Heading>
      <p class="muted">{children}</p>
    </div>
  );
}

function Waits({ stage: { purpose } }: { stage: Stage & { at: 'waiting' } }): JSX.Element | null {
  if (!purpose) return null;
  const { waiting, waitingText, otherwise } = words[purpose];
  return (
    <>
      <Said title={message(waiting)}>{message(waitingText)}</Said>
      <div class="actions">
        <Button big onClick={() => void closeOwnWindow()}>
          {message(otherwise)}
        </Button>
      </div>
    </>
  );
}

const titles: Readonly<Record<string, MessageKey>> = {
  cancelled: 'passkeyCancelledTitle',
  'no-prf': 'passkeyNoPrfTitle',
  'wrong-passkey': 'passkeyOtherTitle',
};

/** A ticket that is gone can't be tried again; everything else can. */
function Failed({ code, again }: { code: string; again: () => void }): JSX.Element {
  return (
    <>
      <Said icon="alert" title={message(titles[code] ?? 'passkeyFailedTitle')}>
        {sentenceFor({ code })}
      </Said>
      <div class="actions">
        <Button big onClick={() => void closeOwnWindow()}>
          {message('passkeyClose')}
        </Button>
        {code !== 'no-ticket' && (
          <Button big kind="primary" autoFocus onClick={again}>
            {message('passkeyAgain')}
          </Button>
        )}
      </div>
    </>
  );
}
