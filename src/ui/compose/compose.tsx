import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { WriteOutcome } from '../../rpc/index.ts';
import { close, Frame, ticket, useEscape, useShown } from '../frame/index.ts';
import { Button, Failure, Notice, useAction, useQuestion, unserved } from '../kit/index.ts';
import { DraftNews } from './draft-news.tsx';
import { encryptingKey, encrypts } from './enter-key.ts';
import { Foot } from './foot.tsx';
import { NotPut } from './not-put.tsx';
import { Unproven, UnprovenFoot } from './unproven.tsx';
import { useDraft } from './use-draft.ts';
import { useEnterKey } from './use-enter-key.ts';
import { useFrameFocus } from './use-frame-focus.ts';
import { KeysGone } from './keys-gone.tsx';
import { useKeys } from './keys.ts';
import type { Keys } from './keys.ts';

/** A sealed text that has not come into the field, or of which that can't be proven. */
interface Sealed {
  readonly outcome: Exclude<WriteOutcome, 'put'>;
  readonly armored: string;
}

/** The whole frame. What is typed stays here, also while Latchkey is locked, until it is sealed; the frame closed, as a draft. */
export function Compose({ keys }: { keys: Keys }): JSX.Element {
  const { answer: task, error } = useQuestion('compose.task', { ticket: ticket() }, ['status']);
  const draft = useDraft(task);
  const { text, replace } = draft;
  const [sealed, setSealed] = useState<Sealed>();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useShown();
  useFrameFocus(area);
  const { at, missed } = useKeys(keys);
  const isGone = at === 'page' && sealed === undefined;
  const enter = useEnterKey(task?.enter);

  const seal = useAction(async () => {
    await draft.drop();
    const { outcome, armored } = await call('compose.seal', { ticket: ticket(), text, replace }).catch(
      (failed: unknown) => {
        draft.change({});
        throw failed;
      },
    );
    if (outcome === 'put') return close();
    draft.change({});
    setSealed({ outcome, armored });
  });
  const takeOver = useAction(async () => {
    const taken = await call('compose.takeOver', { ticket: ticket() });
    draft.change({ text: text === '' ? taken.text : `${taken.text}\n${text}`, replace: true });
    area.current?.focus();
  });
  const goOn = useAction(() => call('compose.window', { ticket: ticket(), text, replace }));
  const encrypt = shown.whenSeen(() => void seal.run());
  const type = (event: KeyboardEvent): void => {
    if (!encrypts(event, enter.key)) return;
    event.preventDefault();
    if (text !== '') encrypt(event);
  };

  const leave = useAction(async () => {
    await draft.flush();
    await close();
  });
  // Unlocked meanwhile, or written on: whether it can be kept is to be seen anew.
  const isLocked = task?.draft === undefined;
  useEffect(() => {
    if (!isLocked) leave.clear();
  }, [isLocked]);
  useEffect(leave.clear, [text]);
  const back = (): void => setSealed(undefined);
  const stepBack = sealed ? back : () => void leave.run();
  useEscape(stepBack);
  keys.onLeave(stepBack);
  const finish = async (): Promise<void> => {
    await draft.drop();
    await call('compose.keep', { ticket: ticket(), text: '', replace: false }).catch(() => undefined);
    await close();
  };

  const failed = error ?? seal.error ?? takeOver.error ?? goOn.error;
  return (
    <Frame
      title={message('composeTitle')}
      site={task?.site}
      shown={shown}
      more={enter.menu}
      onClose={() => void leave.run()}
      foot={
        sealed?.outcome === 'unproven' ? (
          <UnprovenFoot armored={sealed.armored} back={back} done={() => void finish()} />
        ) : (
          <Foot
            text={text}
            isKept={isGone}
            capacity={task?.capacity}
            busy={seal.busy}
            keyName={encryptingKey(enter.key)}
            encrypt={encrypt}
          />
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
          enterkeyhint={enter.key === 'line' ? 'enter' : 'send'}
          {...unserved}
          onInput={(event) => draft.change({ text: event.currentTarget.value })}
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
      <DraftNews draft={draft} isLosing={leave.error !== undefined} throwAway={() => void close()} />
      {replace && <Notice>{message('composeTakenOver')}</Notice>}
      {isGone && <KeysGone take={() => area.current?.focus()} goOn={({ isTrusted }) => isTrusted && void goOn.run()} />}
      {missed && !isGone && <Notice kind="danger">{message('composeMissed')}</Notice>}
      {failed !== undefined && <Failure error={failed} />}
    </Frame>
  );
}
