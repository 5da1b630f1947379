import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ComposeTask, ContactRow, Period, WriteOutcome } from '../../rpc/index.ts';
import { close, Frame, ticket, useEscape, useShown } from '../frame/index.ts';
import { Button, Failure, Notice, useAction, useQuestion, unserved } from '../kit/index.ts';
import { namesOf } from '../people/index.ts';
import { DraftNews } from './draft-news.tsx';
import { encryptingKey, encrypts } from './enter-key.ts';
import { Foot } from './foot.tsx';
import { Lives } from './lives.tsx';
import { NotPut } from './not-put.tsx';
import { Unproven, UnprovenFoot } from './unproven.tsx';
import { Recipients } from './recipients.tsx';
import { Standing } from './standing.tsx';
import { useDraft } from './use-draft.ts';
import { useEnterKey } from './use-enter-key.ts';
import { useRecipients } from './use-recipients.ts';
import { useFrameFocus } from './use-frame-focus.ts';
import { InviteName } from './invite-name.tsx';
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
  const { to, choose } = useRecipients(task);
  const { text, replace } = draft;
  const [sealed, setSealed] = useState<Sealed>();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useShown();
  useFrameFocus(area);
  const { at, missed } = useKeys(keys);
  const isGone = at === 'page' && sealed === undefined;
  const enter = useEnterKey(task?.enter);

  const [isNaming, setNaming] = useState(false);
  const [period, setPeriod] = useState<Period>();
  useEffect(() => {
    if (task?.period) setPeriod(task.period);
  }, [task]);
  const isForPeople = to.some(({ state }) => state !== 'invited' && state !== 'channel');
  const lives = isForPeople && period !== undefined ? { period } : {};
  const written = () => ({ ticket: ticket(), text, replace, ...addressOf(to), ...lives });
  const chosen = (next: readonly ContactRow[]): void => {
    setNaming(false);
    choose(next);
    area.current?.focus();
  };
  const seal = useAction(async () => {
    await draft.drop();
    const { outcome, armored } = await call('compose.seal', written()).catch((failed: unknown) => {
      draft.change({});
      throw failed;
    });
    if (outcome === 'put') return close();
    draft.change({});
    setSealed({ outcome, armored });
  });
  const takeOver = useAction(async () => {
    const taken = await call('compose.takeOver', { ticket: ticket() });
    draft.change({ text: text === '' ? taken.text : `${taken.text}\n${text}`, replace: true });
    area.current?.focus();
  });
  const goOn = useAction(() => call('compose.window', written()));
  // A password is never typed here: what the window made is chosen by the list that has it.
  const makeChannel = useAction(() => call('channels.beginMake', { ticket: ticket() }));
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

  const failed = error ?? seal.error ?? takeOver.error ?? goOn.error ?? makeChannel.error;
  return (
    <Frame
      title={message('composeTitle')}
      site={task?.site}
      shown={shown}
      whom={
        // Nobody is named before it is known for whom: a menu that opens just then would have other rows under the pointer.
        task ? (
          <Recipients
            to={to}
            choose={chosen}
            invite={task.invites ? () => setNaming(true) : undefined}
            makeChannel={() => void makeChannel.run()}
          />
        ) : (
          <span class="whom" aria-busy="true" />
        )
      }
      more={enter.menu}
      onClose={() => void leave.run()}
      foot={
        sealed?.outcome === 'unproven' ? (
          <UnprovenFoot armored={sealed.armored} back={back} done={() => void finish()} />
        ) : (
          <Foot
            text={text}
            isKept={isGone}
            capacity={task?.capacity?.[roomFor(to)]}
            to={to}
            busy={seal.busy}
            keyName={encryptingKey(enter.key)}
            encrypt={encrypt}
          />
        )
      }
    >
      {isNaming && sealed === undefined && (
        <InviteName choose={(invited) => chosen([invited])} cancel={() => chosen(to)} />
      )}
      {sealed?.outcome === 'unproven' && <Unproven />}
      {sealed === undefined && (
        <textarea
          ref={area}
          class="compose-text"
          aria-label={message('composeLabel')}
          placeholder={to.length > 0 ? message('composePlaceholderTo', namesOf(to)) : message('composePlaceholder')}
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
      {isForPeople && sealed === undefined && <Lives period={period} choose={setPeriod} />}
      {sealed === undefined && <Standing of={to} strangers={task?.strangers ?? 0} />}
      <DraftNews draft={draft} isLosing={leave.error !== undefined} throwAway={() => void close()} />
      {replace && <Notice>{message('composeTakenOver')}</Notice>}
      {isGone && <KeysGone take={() => area.current?.focus()} goOn={({ isTrusted }) => isTrusted && void goOn.run()} />}
      {missed && !isGone && <Notice kind="danger">{message('composeMissed')}</Notice>}
      {failed !== undefined && <Failure error={failed} />}
    </Frame>
  );
}

/** Whom a text goes to, as the background is told: contacts, a channel, or the name of whoever answers an invitation. */
function addressOf(to: readonly ContactRow[]): {
  readonly to?: string[];
  readonly channel?: string;
  readonly invite?: string;
} {
  const [first] = to;
  if (!first) return {};
  if (first.state === 'channel') return { channel: first.id };
  return first.state === 'invited' ? { invite: first.name } : { to: to.map(({ id }) => id) };
}

function roomFor([first]: readonly ContactRow[]): keyof NonNullable<ComposeTask['capacity']> {
  if (!first) return 'self';
  if (first.state === 'channel') return 'channel';
  return first.state === 'invited' ? 'invited' : 'others';
}
