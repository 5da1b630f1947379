import type { Area } from '../../platform/index.ts';
import type { AfterView, Handlers } from '../../rpc/index.ts';
import { changeDevices } from '../account/index.ts';
import { noteDeed } from '../context/index.ts';
import type { WaysParts } from '../ways/index.ts';

/** On disk, of this browser alone: when it came in by a way back whose end is still to come, in milliseconds since 1970. */
const slot = 'recovered';

type Question = 'recovery.after' | 'recovery.after.renew' | 'recovery.after.end';

/** Noted before anything of the vault is here, so that no death in between leaves somebody without the way on. */
export async function noteRecovered(local: Area, now: number): Promise<void> {
  await local.set(slot, now);
}

export async function forgetRecovered(local: Area): Promise<void> {
  await local.remove(slot);
}

/**
 * Answers what follows a recovery: another password with its second factor, then all keys anew without the former devices, which
 * lock, keep what they had not sent, and may come back by a sign-in (protocol 7). What is done already is told by the vault itself,
 * so it goes on wherever it was left.
 */
export function afterHandlers(parts: WaysParts): Handlers<Question> {
  const { session, local, store } = parts;
  return {
    'recovery.after': async () => {
      const since = await local.get(slot);
      if (typeof since !== 'number') return { isPending: false };
      const vault = await session.vault();
      const password = vault.ways.list().findLast(({ kind }) => kind === 'password');
      const others = (await vault.devices.list()).filter(({ isThis }) => !isThis);
      const view: AfterView = {
        isPending: true,
        hasNewPassword: password !== undefined && password.createdAt >= since,
        browsers: others.map(({ name }) => name),
      };
      return view;
    },
    'recovery.after.renew': async () => {
      await session.requireFresh();
      const vault = await session.vault();
      const former = (await vault.devices.list()).flatMap(({ id, isThis }) => (isThis ? [] : [id]));
      await changeDevices(
        parts,
        former.length === 0 ? { kind: 'rotation' } : { kind: 'removal', devices: former, reason: 'recovered' },
      );
      // Whoever is signed in without being in the list of devices.
      await (await store.client()).ask('sessionRevoke', { others: true });
      await forgetRecovered(local);
      await noteDeed(parts, { what: 'recovered' });
      parts.tell({ type: 'account' });
      return { removed: former.length };
    },
    'recovery.after.end': async () => {
      await forgetRecovered(local);
      parts.tell({ type: 'account' });
      return {};
    },
  };
}
