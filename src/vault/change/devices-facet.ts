import { findDevice, firstListed, leftDevices } from '../../devices/index.ts';
import { headFingerprint } from '../../records/index.ts';
import type { Device, DeviceChange, DevicesFacet, PendingChange, VaultHost, VaultState } from '../state/index.ts';
import { isUnsent, UnknownDeviceError } from '../state/index.ts';
import { concludePending } from './conclude.ts';
import { deviceNames, renamedPut } from './device-names.ts';
import { areOwnKeysDue, keysMadeAt, ownKeysMadeAt } from './own-keys.ts';
import { draftPending } from './pending.ts';
import { draftReseal, draftShred, unreadableBases } from './reseal.ts';
import { draftWrite } from './write.ts';

/** So many records go into one commit of a re-sealing: an edit never waits for more. */
const AT_ONCE = 200;

/** How old a version of the list gets before whoever reads it is warned, in milliseconds (protocol 6). */
const LIST_LASTS = 30 * 24 * 60 * 60_000;

/** The devices of an open vault, and its keys. */
export function devicesFacet(host: VaultHost, renamed: (name: string) => void): DevicesFacet {
  const { parts } = host;
  const { database, clock } = parts;
  return {
    list: () => host.turn(async (state) => devicesOf(state, await deviceNames(database, state))),
    rename: async (id, name) => {
      await host.turn(() =>
        host.commit(async (state) => {
          if (!findDevice(state.list.checked, id)) throw new UnknownDeviceError();
          return draftWrite(parts, state, { put: [await renamedPut(database, state, id, name)] });
        }),
      );
      if (host.state.device === id) renamed(name);
    },
    propose: (change) =>
      host.turn(async (state) => {
        if (change.kind === 'removal') checkRemovable(state, change.devices);
        if (isForStore(state, change)) {
          host.hold({ pending: pendingOf(state, change) });
          return;
        }
        await host.commit((now) => draftPending(parts, now, pendingOf(now, change)));
      }),
    conclude: async () => {
      await concludePending(host);
    },
    get signed() {
      return host.state.list.checked;
    },
    get removed() {
      return host.state.list.checked.removed;
    },
    left: (notes) => host.turn(({ list }) => leftDevices(list.checked, notes)),
    get keysMadeAt() {
      return keysMadeAt(host.state.keyring);
    },
    get isListOld() {
      const { header, list } = host.state;
      return header.sync?.synced !== undefined && clock() - list.checked.time >= LIST_LASTS;
    },
    areOwnKeysDue: () => host.turn((state) => areOwnKeysDue(state, clock())),
    reseal: () =>
      host.turn(async () => {
        let left = 0;
        await host.commit(async (state) => {
          const next = await draftReseal(parts, state, AT_ONCE);
          left = next.left;
          return next.draft ?? draftShred(parts, state, clock());
        });
        if (left === 0) await forgetBases(host);
        return left;
      }),
  };
}

/** No commit: what a browser keeps of former versions is its own. */
async function forgetBases(host: VaultHost): Promise<void> {
  const { state, parts } = host;
  const put = await unreadableBases(parts, state);
  if (put.length === 0) return;
  const change = { expected: state.header, header: state.header, put, remove: [] };
  await host.apply(state, { next: state, change });
}

/**
 * Whether a change waits for the store by itself. Where nothing but another move is taken, it comes along with what is unsent: that
 * would stay in front of it for ever. Elsewhere it never does: a commit that is under way would be followed without it.
 */
function isForStore({ header }: VaultState, change: DeviceChange): boolean {
  const comesAlong = change.kind === 'move' && change.withUnsent && isUnsent(header);
  return header.sync?.synced !== undefined && !comesAlong;
}

function pendingOf(state: VaultState, change: DeviceChange): PendingChange {
  switch (change.kind) {
    case 'removal':
      return change;
    case 'move':
      return { kind: 'move', store: change.store };
    case 'rotation':
      return { kind: 'rotation', generation: state.keyring.generation };
    case 'own-keys':
      return { kind: 'own-keys', device: state.device, since: ownKeysMadeAt(state) };
  }
}

/** Nobody takes himself out (protocol 6.2). Throws UnknownDeviceError. */
function checkRemovable({ device, list }: VaultState, devices: readonly string[]): void {
  const mayGo = devices.every((one) => one !== device && findDevice(list.checked, one));
  if (devices.length === 0 || !mayGo) throw new UnknownDeviceError();
}

function devicesOf(
  { list, device, manifest, header }: VaultState,
  names: Readonly<Record<string, string>>,
): readonly Device[] {
  const heads = new Map(manifest.seen.map((entry) => [entry.device, entry.head]));
  const { author, head } = header.sync?.synced ?? header;
  heads.set(author, head);
  const since = firstListed(list);
  return list.checked.devices.map(({ device: id, createdAt }) => {
    const last = heads.get(id);
    const seen = last ? { lastHead: headFingerprint(last) } : {};
    return { id, name: names[id] ?? '', isThis: id === device, firstSeen: since.get(id) ?? createdAt, ...seen };
  });
}
