import type { Handlers } from '../../rpc/index.ts';
import type { UnlockParts } from './parts.ts';
import { endWithoutStore, noteReason, readReason } from '../context/index.ts';

/** After a rotation elsewhere: a person opens what lies here whatever the store says, or has it asked again. */
export function withoutStoreHandlers(parts: UnlockParts): Handlers<'unlock.withoutStore' | 'unlock.useStoreAgain'> {
  return {
    'unlock.withoutStore': async () => {
      const { session, memory, store, tell } = parts;
      const isLocked = async (): Promise<boolean> => (await session.state()).lock === 'locked';
      if (!(await isLocked()) || (await readReason(memory)) !== 'rotated-away') return {};
      await noteReason(memory, 'store-aside');
      // Somebody opened it with the store meanwhile: nothing is left aside behind the back of an open vault.
      if (await isLocked()) store.lockedPull.stopAsking();
      else await useStoreAgain(parts);
      tell({ type: 'status' });
      return {};
    },
    'unlock.useStoreAgain': async () => {
      await useStoreAgain(parts);
      parts.tell({ type: 'status' });
      return {};
    },
  };
}

/** The store is left aside no more; nothing happens if it was not. */
export async function useStoreAgain({ memory, store }: Pick<UnlockParts, 'memory' | 'store'>): Promise<void> {
  if (await endWithoutStore(memory)) await store.start();
}
