import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { RevealAnswer } from '../../rpc/index.ts';
import { Field } from '../kit/index.ts';
import { State } from './state.tsx';

type Invitation = Extract<RevealAnswer, { kind: 'invitation' }>;

interface InvitedProps {
  answer: Invitation;
  /** What one is called, where there is no card yet to answer by. */
  name: string;
  setName: (name: string) => void;
}

/** Whether there is something to be pressed, and all that it takes. */
export function canAnswer({ state, needsName }: Invitation, name: string): boolean {
  return state === 'new' && (!needsName || name.trim() !== '');
}

/** A text that goes to whoever answers its card: what pressing comes to, before it, and how it stands after that. */
export function Invited({ answer, name, setName }: InvitedProps): JSX.Element {
  const { card, state, needsName } = answer;
  return (
    <>
      <State answer={answer} />
      {state === 'new' && <p class="reveal-warning">{message('revealInvitationWarning')}</p>}
      {state === 'new' && needsName && (
        <div class="reveal-name">
          <Field label={message('revealInvitationName', card.name)} value={name} onInput={setName} />
        </div>
      )}
    </>
  );
}
