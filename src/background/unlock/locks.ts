import type { Handlers, Settings, Status } from '../../rpc/index.ts';
import { defaultLimits } from '../../session/index.ts';
import type { Limits } from '../../session/index.ts';
import type { Area } from '../../platform/index.ts';
import type { UnlockParts } from './parts.ts';
import { isDisguised, readReason, readWithheld, WITHHELD_FOR } from '../context/index.ts';
import { lastUsedFirst, lastUsed } from './last-used.ts';

const settingsKey = 'lockTimes';
const minute = 60_000;

/** Answers how things stand, and locks on demand. */
export function lockHandlers(parts: UnlockParts): Handlers<'status' | 'lock' | 'settings.read' | 'settings.save'> {
  return {
    status: () => statusOf(parts),
    lock: async () => {
      await parts.session.lock('demand');
      return {};
    },
    'settings.read': () => readSettings(parts.local),
    'settings.save': async ({ lockMessagesAfter, lockEverythingAfter }) => {
      const settings = { lockMessagesAfter, lockEverythingAfter };
      // Longer times leave the vault open to whoever sits down next, so they take a proof; shorter ones never do.
      if (isLonger(settings, await readSettings(parts.local))) await parts.session.requireFresh();
      await parts.local.set(settingsKey, settings);
      await parts.session.limitsChanged();
      parts.tell({ type: 'status' });
      return settings;
    },
  };
}

/** The two lock times of this browser. What is stored but is no time counts as not stored. */
export async function readLimits(local: Area): Promise<Limits> {
  const { lockMessagesAfter, lockEverythingAfter } = await readSettings(local);
  return { messages: lockMessagesAfter * minute, full: lockEverythingAfter * minute };
}

async function statusOf({ keeper, session, local, memory, version }: UnlockParts): Promise<Status> {
  const state = await session.state();
  if (!(await keeper.exists())) return { vault: 'none', lock: 'locked', ways: [], version };
  const ways = lastUsedFirst(await keeper.ways(), await lastUsed(local)).map(({ id, kind }) => ({ id, kind }));
  if (state.lock === 'locked') {
    const [reason, withheld] = [await readReason(memory), await readWithheld(local)];
    const until = withheld === undefined ? {} : { withheldUntil: withheld + WITHHELD_FOR };
    const hidden = (await isDisguised(local)) ? { isHidden: true as const } : {};
    return {
      vault: 'present',
      lock: 'locked',
      ways,
      ...(reason && { lockedBy: reason }),
      ...until,
      ...hidden,
      version,
    };
  }
  const { messagesUntil, fullUntil } = state.times;
  const locksAt = { messages: messagesUntil, full: fullUntil };
  const why = state.lock === 'messages-locked' ? { lockedBy: 'messages-time' as const } : {};
  return { vault: 'present', lock: state.lock, ways, locksAt, ...why, version };
}

async function readSettings(local: Area): Promise<Settings> {
  const stored = await local.get(settingsKey);
  const given: Partial<Settings> = typeof stored === 'object' && stored !== null ? stored : {};
  return {
    lockMessagesAfter: minutesOf(given.lockMessagesAfter, defaultLimits.messages / minute),
    lockEverythingAfter: minutesOf(given.lockEverythingAfter, defaultLimits.full / minute),
  };
}

function minutesOf(stored: unknown, otherwise: number): number {
  return Number.isInteger(stored) && Number(stored) > 0 ? Number(stored) : otherwise;
}

function isLonger(next: Settings, now: Settings): boolean {
  return next.lockMessagesAfter > now.lockMessagesAfter || next.lockEverythingAfter > now.lockEverythingAfter;
}
