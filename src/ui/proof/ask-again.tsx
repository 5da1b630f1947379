import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Button, codeOf, Dialog, Failure, useAction, useQuestion, Waiting } from '../kit/index.ts';
import type { Action } from '../kit/index.ts';
import { SignIn } from '../signin/index.ts';
import { Unlock } from '../unlock/index.ts';

/** What the background (an unlock) or the store (a sign-in) answers when it wants to be sure who asks. */
const proofs: ReadonlySet<string> = new Set(['fresh-proof-needed', 'signin-stale']);

/** Whether an action was refused only because it was asked for too long after the last proof. */
export function isProofWanted(error: unknown): boolean {
  return error !== undefined && proofs.has(codeOf(error));
}

interface AskAgainProps {
  error: unknown;
  /** The store has a say in it, too: where there is one, one sign-in is both proofs. */
  atStore?: boolean;
  onProved: () => void;
  onClose: () => void;
}

/** Asks once more who it is: what changes the ways in needs an unlock, or a sign-in, of the last five minutes. */
export function AskAgain({ error, atStore = false, onProved, onClose }: AskAgainProps): JSX.Element {
  const status = useQuestion('status', {});
  const store = useQuestion('account.status', {});
  const known = (store.answer ?? store.error) !== undefined && status.answer;
  const signsIn = codeOf(error) === 'signin-stale' || (atStore && store.answer?.connected === true);
  return (
    <Dialog
      title={message('unlockAgainTitle')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{message('kitCancel')}</Button>}
    >
      {known && <p class="muted">{message(signsIn ? 'proofSignInText' : 'unlockAgainText')}</p>}
      {known && (signsIn ? <SignIn onDone={onProved} /> : <Unlock bare status={known} onUnlocked={onProved} />)}
      {status.error !== undefined && <Failure error={status.error} again={status.again} />}
      {!known && status.error === undefined && <Waiting />}
    </Dialog>
  );
}

interface ProvedAction<Input extends unknown[]> extends Action<Input> {
  /** To be drawn somewhere: the dialog, while it is needed. */
  readonly dialog: JSX.Element | null;
}

/**
 * An action that needs a fresh proof: where one is wanted, it is asked for and the action goes on. `atStore`: the action
 * changes the ways in or what signs in, so that a store, if there is one, wants a fresh sign-in.
 */
export function useProvedAction<Input extends unknown[]>(
  work: (...input: Input) => Promise<unknown>,
  atStore = false,
): ProvedAction<Input> {
  const last = useRef<Input | undefined>(undefined);
  const action = useAction(async (...input: Input) => {
    last.current = input;
    await work(...input);
  });
  const wanted = isProofWanted(action.error);
  const goOn = (): void => {
    if (last.current) void action.run(...last.current);
  };
  return {
    ...action,
    error: wanted ? undefined : action.error,
    dialog: wanted ? <AskAgain error={action.error} atStore={atStore} onProved={goOn} onClose={action.clear} /> : null,
  };
}
