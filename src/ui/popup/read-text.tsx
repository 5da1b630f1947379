import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, codeOf, Failure, IconButton, Notice, Screen, TextArea, useAction, useQuestion } from '../kit/index.ts';

interface ReadTextProps {
  armored: string;
  onInput: (armored: string) => void;
  onClose: () => void;
  unlockMessages: () => void;
  /** Why one is here, when nobody asked for it by name: the shortcut found nothing in the page. */
  isFallback: boolean;
}

/** What every armored text begins with; sites may put something between its characters, but not here. */
const beginning = 'LK1';

/** Whether this may be an armored text: a search would find nothing by it. */
export function looksArmored(text: string): boolean {
  return text.trimStart().startsWith(beginning) && text.length > 40;
}

/** Reads an armored text that is pasted: one that a page cuts, clips, frames, or where we may not be. */
export function ReadText({ armored, onInput, onClose, unlockMessages, isFallback }: ReadTextProps): JSX.Element {
  return (
    <Screen
      title={message('popupRead')}
      actions={<IconButton icon="close" label={message('kitCancel')} onClick={onClose} />}
    >
      <div class="popup-read">
        {isFallback && armored === '' && <Notice>{message('popupReadNothing')}</Notice>}
        <TextArea
          label={message('popupRead')}
          {...(armored === '' && { hint: message('popupReadHint') })}
          value={armored}
          onInput={onInput}
          rows={3}
          mono
          maxLength={200_000}
          autoFocus
        />
        {armored.includes(beginning) && <Opened armored={armored} unlockMessages={unlockMessages} />}
      </div>
    </Screen>
  );
}

/** Text only, as in a page: whatever is in it, it is never read as markup and nothing in it can be followed. */
function Opened({ armored, unlockMessages }: Pick<ReadTextProps, 'armored' | 'unlockMessages'>): JSX.Element | null {
  const { answer, error } = useQuestion('reveal.text', { armored }, ['status']);
  const [copied, setCopied] = useState(false);
  const take = useAction(async (text: string) => {
    await call('clipboard.copy', { text, lasts: false });
    setCopied(true);
  });
  if (codeOf(error) === 'messages-locked') {
    return (
      <Notice icon="clock">
        <p>{message('popupMessagesLocked')}</p>
        <Button onClick={unlockMessages}>{message('popupMessagesUnlock')}</Button>
      </Notice>
    );
  }
  if (error !== undefined) return <Failure error={error} />;
  if (!answer) return null;
  const { text } = answer;
  return (
    <section class="card" aria-label={message('revealTitle')}>
      <p class={text === '' ? 'muted' : 'popup-read-text'} dir="auto">
        {text === '' ? message('revealEmpty') : text}
      </p>
      <div class="line">
        <small class="spring" role="status">
          {message(copied ? 'revealCopied' : 'revealOnlyYou')}
        </small>
        <Button icon="copy" onClick={() => void take.run(text)}>
          {message('revealCopy')}
        </Button>
      </div>
      {take.error !== undefined && <Failure error={take.error} />}
    </section>
  );
}
