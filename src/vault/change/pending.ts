import type { Draft, PendingChange, VaultHost, VaultState } from '../state/index.ts';
import { isMade } from '../state/index.ts';
import { draftMove } from './move.ts';
import { draftOwnKeys } from './own-keys.ts';
import { draftRemoval } from './removal.ts';
import { draftRegularRotation } from './rotation.ts';
import { draftWayChange } from './ways-facet.ts';

/**
 * What a proposed change comes to on a state; undefined: it is made there. Throws UnknownWayError, LastWayError,
 * UnknownDeviceError, DamagedRecordError, RecordSumError.
 */
export async function draftPending(
  parts: VaultHost['parts'],
  state: VaultState,
  pending: PendingChange,
): Promise<Draft | undefined> {
  if (isMade(state, pending)) return undefined;
  switch (pending.kind) {
    case 'ways':
      return draftWayChange(parts, state, pending);
    case 'removal':
      return draftRemoval(parts, state, pending, parts.clock());
    case 'rotation':
      return draftRegularRotation(parts.database, state, parts.clock());
    case 'move':
      return draftMove(parts.database, state, pending.store, parts.clock());
    case 'own-keys':
      return draftOwnKeys(parts.database, state, parts.clock());
  }
}
