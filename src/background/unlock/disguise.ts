import type { Handlers } from '../../rpc/index.ts';
import { isChosen, isDisguised, putOnDisguise, takeOffDisguise } from '../context/index.ts';
import type { UnlockParts } from './parts.ts';

type Question = 'disguise.read' | 'disguise.put' | 'disguise.end' | 'disguise.try';

/** Answers about the calculator that stands in the place of a locked popup. */
export function disguiseHandlers({ session, local, tell }: UnlockParts): Handlers<Question> {
  return {
    'disguise.read': async () => ({ isOn: await isDisguised(local) }),
    'disguise.put': async ({ calculation }) => {
      // Whoever finds it on must have wanted it: it hides where one unlocks.
      await session.requireFresh();
      await putOnDisguise(local, calculation);
      tell({ type: 'status' });
      return {};
    },
    'disguise.end': async () => {
      await session.vault();
      await takeOffDisguise(local);
      tell({ type: 'status' });
      return {};
    },
    'disguise.try': async ({ calculation }) => ({ opens: await isChosen(local, calculation) }),
  };
}
