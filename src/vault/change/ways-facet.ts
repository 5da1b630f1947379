import type { Id } from '../../encoding/index.ts';
import type { Drafting, VaultHost, VaultState, Way, WaysFacet, Draft, PendingWayChange } from '../state/index.ts';
import { ConnectedError, NotConnectedError, hasWay } from '../state/index.ts';
import { concludePending } from './conclude.ts';
import {
  backOf,
  draftAddWay,
  draftRemoveWay,
  draftRenameWay,
  escrowOf,
  organisationOf,
  requireWay,
  requireWayOrBack,
  slotOf,
  trusteesOf,
  waysOf,
} from './ways.ts';
import { draftWrite } from './write.ts';
import type { KeyringSlot } from '../../wire/index.ts';
import { isBack } from '../../wire/index.ts';

/** The ways in of an open vault. */
export function waysFacet(host: VaultHost): WaysFacet {
  const { database, clock } = host.parts;
  const list = (): Way[] => waysOf(host.state);
  /** With a store, ways in change there and here together (protocol 5). */
  const commitHere = (draft: Drafting): Promise<void> =>
    host.turn((state) => {
      if (state.header.sync?.synced) throw new ConnectedError();
      return host.commit(draft);
    });
  const withWay = async (id: Id, draft: Drafting): Promise<Way> => {
    await commitHere(draft);
    return requireWay(host.state, id);
  };
  return {
    list,
    escrow: () => escrowOf(host.state),
    trustees: () => trusteesOf(host.state),
    organisation: () => organisationOf(host.state),
    add: async (way) => {
      const slot = await slotOf(way, clock());
      return withWay(slot.id, (state) => draftAddWay(state, slot));
    },
    rename: (id, name) => host.turn(() => host.commit((state) => Promise.resolve(draftRenameWay(state, id, name)))),
    remove: (id) => commitHere((state) => draftRemoveWay(database, state, id, clock())),
    replace: async (id, way) => {
      const slot = await slotOf(way, clock());
      return withWay(slot.id, (state) => draftRemoveWay(database, state, id, clock(), slot));
    },
    propose: async ({ add, remove, put, access }) => {
      const slot = add && (await slotOf(add, clock()));
      await host.turn((state) => {
        if (!state.header.sync) throw new NotConnectedError();
        if (remove !== undefined) requireWayOrBack(state, remove);
        const pending = {
          kind: 'ways' as const,
          ...(slot ? { slot } : {}),
          ...(remove === undefined ? {} : { remove }),
          ...(put ? { put } : {}),
        };
        host.hold({ pending: { ...pending, access: access?.(slot?.id) ?? {} } });
      });
    },
    conclude: async () => {
      const pending = await concludePending(host);
      return list().find(({ id }) => pending?.kind === 'ways' && id === pending.slot?.id);
    },
  };
}

/**
 * What a proposed change of the ways in comes to on a state; undefined: nothing. Throws UnknownWayError, LastWayError,
 * DamagedRecordError.
 */
export async function draftWayChange(
  parts: VaultHost['parts'],
  state: VaultState,
  { slot, remove, put }: PendingWayChange,
): Promise<Draft | undefined> {
  const { database, clock } = parts;
  if (put) return draftWrite(parts, state, { put: [put] });
  const old = remove === undefined || hasWay(state, remove) ? remove : successorOf(state, slot);
  if (old !== undefined) return draftRemoveWay(database, state, old, clock(), slot);
  return slot ? draftAddWay(state, slot) : {};
}

/**
 * The way in whose place a new one takes, where what it was to replace is replaced already, by an earlier try whose answer
 * was lost: the newest of its kind.
 */
function successorOf(state: VaultState, slot: KeyringSlot | undefined): Id | undefined {
  if (slot && isBack(slot.parameters)) return backOf(state, slot.parameters.kind)?.id;
  const same = waysOf(state).filter(({ kind }) => kind === slot?.parameters.kind);
  return same.toSorted((one, other) => other.createdAt - one.createdAt)[0]?.id;
}
