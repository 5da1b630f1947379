import { findDevice } from '../../devices/index.ts';
import { headFingerprint } from '../../records/index.ts';
import type { Device, DevicesFacet, VaultHost, VaultState } from '../state/index.ts';
import { UnknownDeviceError } from '../state/index.ts';
import { concludePending } from './conclude.ts';
import { deviceNames, renamedPut } from './device-names.ts';
import { draftRemoval } from './removal.ts';
import { draftRegularRotation } from './rotation.ts';
import { draftWrite } from './write.ts';

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
        if (state.header.sync?.synced) {
          const generation = state.keyring.generation;
          host.hold({ pending: change.kind === 'removal' ? change : { kind: 'rotation', generation } });
          return;
        }
        await host.commit((now) =>
          change.kind === 'removal'
            ? draftRemoval(parts, now, change, clock())
            : draftRegularRotation(database, now, clock()),
        );
      }),
    conclude: async () => {
      await concludePending(host);
    },
  };
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
  return list.checked.devices.map(({ device: id, createdAt }) => {
    const last = heads.get(id);
    const seen = last ? { lastHead: headFingerprint(last) } : {};
    return { id, name: names[id] ?? '', isThis: id === device, firstSeen: createdAt, ...seen };
  });
}
