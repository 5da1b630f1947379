import { ladderOf } from '../../recovery/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import type { UnlockParts } from '../unlock/index.ts';
import { standingOf } from './standing.ts';

/** Answers what there is to get back in by; what of it was tried, the drill does. */
export function ladderHandlers({ session, store }: RecoveryParts): Handlers<'recovery.ladder'> {
  return {
    'recovery.ladder': async () => {
      const vault = await session.vault();
      const { standing, browsers } = await standingOf(vault, store);
      const isUnasked = standing.isAtStore && !standing.signsIn;
      return { ...ladderOf(standing), browsers, ...(isUnasked ? { isStoreUnasked: true } : {}) };
    },
  };
}

/** What the ways back in take. */
type RecoveryParts = Pick<UnlockParts, 'session' | 'store'>;
