import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { close, Frame, ticket, useEscape, useShown } from '../frame/index.ts';
import { Button, Failure, Notice, useAction, useQuestion } from '../kit/index.ts';
import { Foot } from './foot.tsx';
import { NotPut } from './not-put.tsx';
import { useFrameFocus } from './use-frame-focus.ts';
import { useHasFocus } from './use-has-focus.ts';

/** The whole frame. What is typed stays here, also while Latchkey is locked, until it is sealed or the frame closed. */
export function Compose(): JSX.Element {
  const { answer: task, error } = useQuestion('compose.task', { ticket: ticket() });
  const [text, setText] = useState('');
  const [replace, setReplace] = useState(false);
  const [armored, setArmored] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useShown();
  useFrameFocus(area);
  const hasFocus = useHasFocus();

  const seal = useAction(async () => {
    const sealed = await call('compose.seal', { ticket: ticket(), text, replace });
    if (sealed.put) await close();
    else setArmored(sealed.armored);
  });
  const takeOver = useAction(async () => {
    const taken = await call('compose.takeOver', { ticket: ticket() });
    setText((typed) => (typed === '' ? taken.text : `${taken.text}\n${typed}`));
    setReplace(true);
    area.current?.focus();
  });
  const encrypt = shown.whenSeen(() => void seal.run());
  const type = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (text !== '') encrypt(event);
  };

  useEscape(() => {
    if (text === '') void close();
  });

  const failed = error ?? seal.error ?? takeOver.error;
  return (
    <Frame
      title={message('composeTitle')}
      site={task?.site}
      shown={shown}
      foot={<Foot text={text} capacity={task?.capacity} busy={seal.busy} encrypt={encrypt} />}
    >
      {armored === undefined ? (
        <textarea
          ref={area}
          class="compose-text"
          aria-label={message('composeLabel')}
          placeholder={message('composePlaceholder')}
          value={text}
          dir="auto"
          autocomplete="off"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={type}
        />
      ) : (
        <NotPut armored={armored} back={() => setArmored(undefined)} />
      )}
      {task?.filled && !replace && armored === undefined && (
        <div class="compose-aside">
          <Button kind="quiet" busy={takeOver.busy} onClick={shown.whenSeen(() => void takeOver.run())}>
            {message('composeTakeOver')}
          </Button>
        </div>
      )}
      {replace && <Notice>{message('composeTakenOver')}</Notice>}
      {text !== '' && !hasFocus && armored === undefined && (
        <Notice kind="danger">{message('composeFocusGone')}</Notice>
      )}
      {failed !== undefined && <Failure error={failed} />}
    </Frame>
  );
}
