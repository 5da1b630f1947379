import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../../../platform/index.ts';
import { call } from '../../../../rpc/index.ts';
import type { Settings } from '../../../../rpc/index.ts';
import { Button, Failure, Field, momentOf, Notice, useQuestion, Waiting } from '../../../kit/index.ts';
import { useProvedAction } from '../../../proof/index.ts';
import { checkLimits, minutesOf } from './lock-limits.ts';

/** When messages and when everything locks by itself, in minutes without use. */
export function LockSettings(): JSX.Element {
  const { answer, error, again } = useQuestion('settings.read', {});
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return <LockForm stored={answer} onSaved={again} />;
}

function LockForm({ stored, onSaved }: { stored: Settings; onSaved: () => void }): JSX.Element {
  const [messages, setMessages] = useState(String(stored.lockMessagesAfter));
  const [everything, setEverything] = useState(String(stored.lockEverythingAfter));
  const [saved, setSaved] = useState(false);
  const wrong = checkLimits(messages, everything);
  const changed =
    minutesOf(messages) !== stored.lockMessagesAfter || minutesOf(everything) !== stored.lockEverythingAfter;
  // Longer times take a fresh proof: they leave the vault open to whoever sits down next.
  const save = useProvedAction(async () => {
    const limits = { lockMessagesAfter: minutesOf(messages) ?? 0, lockEverythingAfter: minutesOf(everything) ?? 0 };
    const answer = await call('settings.save', limits);
    setMessages(String(answer.lockMessagesAfter));
    setEverything(String(answer.lockEverythingAfter));
    setSaved(true);
    onSaved();
  });
  const send = (event: Event): void => {
    event.preventDefault();
    if (wrong.messages === undefined && wrong.everything === undefined) void save.run();
  };
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    setSaved(false);
    save.clear();
  };
  return (
    <>
      <form class="stack" onSubmit={send} noValidate>
        <p class="muted">{message('settingsLocksText')}</p>
        <LocksAt />
        <div class="vault-two">
          <Field
            inputMode="numeric"
            maxLength={20}
            label={message('settingsLockMessages')}
            hint={message('settingsLockMessagesHint')}
            value={messages}
            onInput={typed(setMessages)}
            error={wrong.messages && message(wrong.messages)}
          />
          <Field
            inputMode="numeric"
            maxLength={20}
            label={message('settingsLockEverything')}
            hint={message('settingsLockEverythingHint')}
            value={everything}
            onInput={typed(setEverything)}
            error={wrong.everything && message(wrong.everything)}
          />
        </div>
        {save.error !== undefined && <Failure error={save.error} />}
        {saved && !changed && <Notice icon="check">{message('settingsLocksSaved')}</Notice>}
        {changed && (
          <p>
            <Button busy={save.busy} disabled={(wrong.messages ?? wrong.everything) !== undefined}>
              {message('settingsSave')}
            </Button>
          </p>
        )}
      </form>
      {save.dialog}
    </>
  );
}

/** Each use puts the locks off, and nobody tells of it: so it is asked, which is no use. In milliseconds. */
const LOOKS_AGAIN = 5_000;

/** When the two locks fall, as things stand. */
function LocksAt(): JSX.Element | null {
  const { answer: status, again } = useQuestion('status', {}, ['status']);
  useEffect(() => {
    const timer = setInterval(again, LOOKS_AGAIN);
    return () => clearInterval(timer);
  }, []);
  if (!status?.locksAt) return null;
  const { messages, full } = status.locksAt;
  const text =
    status.lock === 'messages-locked'
      ? message('settingsLocksAtFull', momentOf(full))
      : message('settingsLocksAt', momentOf(messages), momentOf(full));
  return <p class="small">{text}</p>;
}
