import { findDevice } from '../../devices/index.ts';
import { headFingerprint } from '../../records/index.ts';
import type { Device, DevicesFacet, VaultHost, VaultState } from '../state/index.ts';
import { UnknownDeviceError } from '../state/index.ts';
import { concludePending } from './conclude.ts';
import { deviceNames, renamedPut } from './device-names.ts';
import { draftRemoval } from './removal.ts';
import { draftReseal, draftShred, unreadableBases } from './reseal.ts';
import { draftRegularRotation } from './rotation.ts';
import { draftWrite } from './write.ts';

/** So many records go into one commit of a re-sealing: an edit never waits for more. */
const AT_ONCE = 200;

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
    get keysMadeAt() {
      return madeAt(host.state.keyring);
    },
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

/** Current epochs of all domains are made with the master key. */
function madeAt({ domains }: VaultState['keyring']): number {
  return domains.identity.at(-1)?.createdAt ?? 0;
}

/** No commit: what a browser keeps of former versions is its own. */
async function forgetBases(host: VaultHost): Promise<void> {
  const { state, parts } = host;
  const put = await unreadableBases(parts, state);
  if (put.length === 0) return;
  const change = { expectedHead: state.header.head, header: state.header, put, remove: [] };
  await host.apply(state, { next: state, change });
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
