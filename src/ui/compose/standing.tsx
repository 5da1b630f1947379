import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { counted } from '../kit/index.ts';
import { namesOf } from '../people/index.ts';

interface StandingProps {
  of: readonly ContactRow[];
  /** How many more the text went to that is answered, and who are no contacts here. */
  strangers: number;
}

/** One line each on who was not compared, to whom nothing goes, who is invited, and who doesn't get it; none for others. */
export function Standing({ of, strangers }: StandingProps): JSX.Element {
  const names = (...states: readonly ContactRow['state'][]): string =>
    namesOf(of.filter(({ state }) => states.includes(state)));
  const [invited, channel] = [names('invited'), names('channel')];
  const [open, held] = [names('not-compared'), names('closed', 'blocked')];
  return (
    <>
      {invited !== '' && <Line words={message('composeInvited', invited)} />}
      {channel !== '' && <Line words={message('composeChannel', channel)} />}
      {open !== '' && <Line words={message('composeNotCompared', open)} />}
      {held !== '' && <Line isDanger words={message('composeHeld', held)} />}
      {strangers > 0 && <Line isDanger words={counted('composeStrangers', strangers)} />}
    </>
  );
}

function Line({ words, isDanger }: { words: string; isDanger?: boolean }): JSX.Element {
  return (
    <p class={isDanger ? 'compose-standing danger' : 'compose-standing'} role="status">
      {words}
    </p>
  );
}
