import type { DeviceView, Handlers } from '../../rpc/index.ts';
import { listSessions } from '../../sync/index.ts';
import { noteDeed } from '../context/index.ts';
import { changeDevices } from './change.ts';
import { lostDevices, noteLost, replacedWays } from './lost.ts';
import type { DevicesParts } from './parts.ts';
import { readRenewal, writeRenewal } from './upkeep.ts';

type Question =
  | 'devices.list'
  | 'devices.rename'
  | 'devices.remove'
  | 'devices.renewKeys'
  | 'devices.renewal'
  | 'devices.renewal.save'
  | 'devices.lost'
  | 'devices.lost.leave';

/** Answers the questions about the devices of this vault and its keys. */
export function deviceHandlers(parts: DevicesParts): Handlers<Question> {
  const { session, tell, clock, upkeep } = parts;
  return {
    'devices.list': () => listDevices(parts),
    'devices.rename': async ({ id, name }) => {
      await (await session.vault()).devices.rename(id, name);
      await noteDeed(parts, { what: 'device-renamed', about: name });
      tell({ type: 'items' });
      tell({ type: 'account' });
      return {};
    },
    'devices.remove': async ({ id, lost }) => {
      await session.requireFresh();
      const vault = await session.vault();
      const name = (await vault.devices.list()).find((device) => device.id === id)?.name ?? '';
      // Before the removal: if the browser dies in between, the reminder is there too early rather than never.
      if (lost) await noteLost(vault, { device: id, name, at: clock() });
      const done = await changeDevices(parts, { kind: 'removal', devices: [id], reason: 'revoked' });
      await noteDeed(parts, { what: 'device-removed', about: name });
      void upkeep.run(0);
      return done;
    },
    'devices.renewKeys': async () => {
      await session.requireFresh();
      const done = await changeDevices(parts, { kind: 'rotation' });
      await noteDeed(parts, { what: 'keys-renewed' });
      void upkeep.run(0);
      return done;
    },
    'devices.renewal': async () => ({ ...(await readRenewal(await session.vault())), left: upkeep.left }),
    'devices.renewal.save': async ({ every }) => {
      await writeRenewal(await session.vault(), every, tell);
      return {};
    },
    'devices.lost': async () => lostDevices(await session.vault()),
    'devices.lost.leave': async ({ device, way }) => {
      await replacedWays(await session.vault(), device, way);
      tell({ type: 'items' });
      tell({ type: 'account' });
      return {};
    },
  };
}

/** When each was last at the store is the store's word; everything else is signed. */
async function listDevices({ session, store }: DevicesParts): Promise<readonly DeviceView[]> {
  const vault = await session.vault();
  const seen = await store
    .client()
    .then(listSessions)
    .then((sessions) => new Map(sessions.map(({ device, lastSeenAt }) => [device, lastSeenAt])))
    .catch(() => undefined);
  return (await vault.devices.list()).map((device) => {
    const lastSeenAt = seen?.get(device.id);
    return { ...device, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) };
  });
}
