import { cpSync, rmSync } from 'node:fs';
import { copyDatabase } from '../../server/support/database.ts';
import type { HeldStore } from './app.ts';
import { holdStore } from './app.ts';

/** Whoever has a store; another one after it was closed for a copy. */
interface Holder {
  store: HeldStore;
}

/** Copies the folder of a store that is closed meanwhile. */
export function backUp(holder: Holder, backup: string): Promise<void> {
  return copy(holder, holder.store.folder, backup);
}

/** Puts a store back to what was copied. Its time goes on. */
export function restore(holder: Holder, backup: string): Promise<void> {
  return copy(holder, backup, holder.store.folder);
}

async function copy(holder: Holder, from: string, to: string): Promise<void> {
  const { folder, clock } = holder.store;
  await holder.store.close();
  rmSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
  await copyDatabase(from, to);
  holder.store = await holdStore({}, folder);
  holder.store.clock.forward(clock.now() - holder.store.clock.now());
}
