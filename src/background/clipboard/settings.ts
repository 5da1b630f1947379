import type { Area } from '../../platform/index.ts';
import { clearTimes, mainActions } from '../../rpc/index.ts';
import type { CopySettings } from '../../rpc/index.ts';

const key = 'copying';
const otherwise: CopySettings = { clearAfter: 30, mainAction: 'password', codeAfterPassword: false };

/** How this browser copies. What is stored but is no choice counts as not stored. */
export async function readCopySettings(local: Area): Promise<CopySettings> {
  const stored = await local.get(key);
  const given = typeof stored === 'object' && stored !== null ? (stored as Partial<CopySettings>) : {};
  return {
    clearAfter: clearTimes.find((time) => time === given.clearAfter) ?? otherwise.clearAfter,
    mainAction: mainActions.find((action) => action === given.mainAction) ?? otherwise.mainAction,
    codeAfterPassword: given.codeAfterPassword === true,
  };
}

export async function saveCopySettings(local: Area, settings: CopySettings): Promise<void> {
  await local.set(key, settings);
}
