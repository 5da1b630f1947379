import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { WriteOutcome } from '../../rpc/index.ts';
import { close, Frame, ticket, useEscape, useShown } from '../frame/index.ts';
import { Button, Failure, isEnter, Notice, useAction, useQuestion, unserved } from '../kit/index.ts';
import { Foot } from './foot.tsx';
import { NotPut } from './not-put.tsx';
import { Unproven, UnprovenFoot } from './unproven.tsx';
import { useFrameFocus } from './use-frame-focus.ts';
import { KeysGone } from './keys-gone.tsx';
import { useKeys } from './keys.ts';
import type { Keys } from './keys.ts';

/** A sealed text that has not come into the field, or of which that can't be proven. */
interface Sealed {
  readonly outcome: Exclude<WriteOutcome, 'put'>;
  readonly armored: string;
}

/** The whole frame. What is typed stays here, also while Latchkey is locked, until it is sealed or the frame closed. */
export function Compose({ keys }: { keys: Keys }): JSX.Element {
  const { answer: task, error } = useQuestion('compose.task', { ticket: ticket() });
  const [text, setText] = useState('');
  const [replace, setReplace] = useState(false);
  const [sealed, setSealed] = useState<Sealed>();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useShown();
  useFrameFocus(area);
  const { at, missed } = useKeys(keys);
  const isGone = at === 'page' && sealed === undefined;

  const seal = useAction(async () => {
    const { outcome, armored } = await call('compose.seal', { ticket: ticket(), text, replace });
    if (outcome === 'put') await close();
    else setSealed({ outcome, armored });
  });
  const takeOver = useAction(async () => {
    const taken = await call('compose.takeOver', { ticket: ticket() });
    setText((typed) => (typed === '' ? taken.text : `${taken.text}\n${typed}`));
    setReplace(true);
    area.current?.focus();
  });
  const goOn = useAction(() => call('compose.window', { ticket: ticket(), text, replace }));
  const encrypt = shown.whenSeen(() => void seal.run());
  const type = (event: KeyboardEvent): void => {
    if (!isEnter(event) || event.shiftKey) return;
    event.preventDefault();
    if (text !== '') encrypt(event);
  };

  const leave = (): void => {
    if (text === '') void close();
  };
  useEscape(leave);
  keys.onLeave(leave);
  useEffect(() => {
    if (!task?.typed) return;
    setText(task.typed.text);
    setReplace(task.typed.replace);
  }, [task]);

  const back = (): void => setSealed(undefined);
  const failed = error ?? seal.error ?? takeOver.error ?? goOn.error;
  return (
    <Frame
      title={message('composeTitle')}
      site={task?.site}
      shown={shown}
      foot={
        sealed?.outcome === 'unproven' ? (
          <UnprovenFoot armored={sealed.armored} back={back} />
        ) : (
          <Foot text={text} isKept={isGone} capacity={task?.capacity} busy={seal.busy} encrypt={encrypt} />
        )
      }
    >
      {sealed?.outcome === 'unproven' && <Unproven />}
      {sealed === undefined && (
        <textarea
          ref={area}
          class="compose-text"
          aria-label={message('composeLabel')}
          placeholder={message('composePlaceholder')}
          value={text}
          dir="auto"
          {...unserved}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={type}
        />
      )}
      {(sealed?.outcome === 'refused' || sealed?.outcome === 'paste') && (
        <NotPut armored={sealed.armored} byHand={sealed.outcome === 'paste'} back={back} />
      )}
      {task?.filled && !replace && sealed === undefined && (
        <div class="compose-aside">
          <Button kind="quiet" busy={takeOver.busy} onClick={shown.whenSeen(() => void takeOver.run())}>
            {message('composeTakeOver')}
          </Button>
        </div>
      )}
      {replace && <Notice>{message('composeTakenOver')}</Notice>}
      {isGone && <KeysGone take={() => area.current?.focus()} goOn={({ isTrusted }) => isTrusted && void goOn.run()} />}
      {missed && !isGone && <Notice kind="danger">{message('composeMissed')}</Notice>}
      {failed !== undefined && <Failure error={failed} />}
    </Frame>
  );
}
