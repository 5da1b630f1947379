import type { DeviceView, Handlers } from '../../rpc/index.ts';
import { listSessions } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { noteDeed } from '../context/index.ts';
import { changeDevices } from '../account/index.ts';
import { lostDevices, noteLost, replacedWays } from './lost.ts';
import { deviceNews, noteKnown } from './news.ts';
import type { DevicesParts } from './parts.ts';
import { readRenewal, writeRenewal } from './upkeep.ts';

type Question =
  | 'devices.list'
  | 'devices.rename'
  | 'devices.remove'
  | 'devices.renewKeys'
  | 'devices.renewal'
  | 'devices.renewal.save'
  | 'devices.news'
  | 'devices.news.read'
  | 'devices.lost'
  | 'devices.lost.leave';

/** Answers the questions about the devices of this vault and its keys. */
export function deviceHandlers(parts: DevicesParts): Handlers<Question> {
  const { session, local, tell, clock, upkeep } = parts;
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
      // What left by itself is told so; whoever is lost may have been made to say it.
      const hasLeft = !lost && (await leftOf(parts, vault)).has(id);
      // Before the removal: if the browser dies in between, the reminder is there too early rather than never.
      if (lost) await noteLost(vault, { device: id, name, at: clock() });
      const done = await changeDevices(parts, { kind: 'removal', devices: [id], reason: hasLeft ? 'left' : 'revoked' });
      await noteDeed(parts, { what: 'device-removed', about: name });
      // Whoever did it needs no news of it.
      await noteKnown(local, await session.vault());
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
    'devices.news': async () => deviceNews(local, await session.vault()),
    'devices.news.read': async () => {
      await noteKnown(local, await session.vault());
      tell({ type: 'account' });
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

/** Who left by their own word; nobody where the store can't be asked now. */
async function leftOf({ store }: DevicesParts, vault: OpenVault): Promise<ReadonlySet<string>> {
  const asked = store.client().then((client) => client.ask('devicesLeft'));
  const { left } = await asked.catch(() => ({ left: [] }));
  return new Set(await vault.devices.left(left));
}

/** When each was last at the store is the store's word; everything else is signed. */
async function listDevices(parts: DevicesParts): Promise<readonly DeviceView[]> {
  const { session, store } = parts;
  const vault = await session.vault();
  const left = await leftOf(parts, vault);
  const seen = await store
    .client()
    .then(listSessions)
    .then((sessions) => new Map(sessions.map(({ device, lastSeenAt }) => [device, lastSeenAt])))
    .catch(() => undefined);
  return (await vault.devices.list()).map((device) => {
    const lastSeenAt = seen?.get(device.id);
    return { ...device, hasLeft: left.has(device.id), ...(lastSeenAt === undefined ? {} : { lastSeenAt }) };
  });
}
