import { call } from '../../rpc/index.ts';
import type { PageScript } from '../../rpc/index.ts';
import { world } from './world.ts';
import type { Saving } from './world.ts';

/** Has another of our scripts run in this document, behind page.js. Where it may not come (orphaned, opaque origin) it goes without. */
export async function bring(script: PageScript): Promise<void> {
  await call('page.bring', { script }).catch(() => undefined);
}

/** Has our script for forms come, which alone says what fields are for. Where it may not come, nothing is said of them. */
export async function bringForms(): Promise<void> {
  const shared = world();
  if (shared.survey) return;
  await bring('forms');
  shared.survey ??= () => [];
}

/** Has what hears of typed logins come, behind our script for forms. */
export async function bringSaving(): Promise<Saving | undefined> {
  if (!world().saving) await bring('saving');
  return world().saving;
}
