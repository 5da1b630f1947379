import * as v from 'valibot';
import type { WayKind } from '../../wire/index.ts';
import type { Done } from './question.ts';
import { ask, id, name, nothing, window } from './question.ts';

/** A browser of this account, as the signed list has it. */
export interface DeviceView {
  readonly id: string;
  /** Empty if nobody named it. */
  readonly name: string;
  readonly isThis: boolean;
  /** When it joined, as it claims; milliseconds since 1970. */
  readonly firstSeen: number;
  /** As the store says; unknown offline, while signed out, or where the store doesn't know. */
  readonly lastSeenAt?: number;
  /** `XXXX-XXXX`: the state that it wrote last, as far as this browser has seen. */
  readonly lastHead?: string;
}

/** How old keys get before they are renewed by themselves. */
export type RenewEvery = (typeof renewTimes)[number];
export const renewTimes = ['half-year', 'year', 'never'] as const;

export interface KeyRenewal {
  /** When the keys of today were made, in milliseconds since 1970. */
  readonly madeAt: number;
  readonly every: RenewEvery;
  /** Records that this browser is still sealing again. */
  readonly left: number;
}

/** A device that was lost or stolen, with the ways in of then that are still there. */
export interface LostDevice {
  readonly device: string;
  readonly name: string;
  readonly at: number;
  /** How many there are to be replaced or answered for in all. */
  readonly total: number;
  readonly left: readonly { readonly id: string; readonly kind: WayKind; readonly name: string }[];
}

/** The browsers of this account, and its keys. Removing and renewing need a fresh proof, and a fresh sign-in at a store. */
export const deviceQuestions = {
  'devices.list': ask<readonly DeviceView[]>()(window, nothing),
  'devices.rename': ask<Done>()(window, v.strictObject({ id, name })),
  /** It is signed out, wipes itself, and all keys are renewed. `lost`: every way in is to be replaced, too. */
  'devices.remove': ask<Done>()(window, v.strictObject({ id, lost: v.boolean() })),
  'devices.renewKeys': ask<Done>()(window, nothing),
  'devices.renewal': ask<KeyRenewal>()(window, nothing),
  'devices.renewal.save': ask<Done>()(window, v.strictObject({ every: v.picklist(renewTimes) })),
  /** Those for which something is still to be replaced. */
  'devices.lost': ask<readonly LostDevice[]>()(window, nothing),
  /** A way in was not with the device. */
  'devices.lost.leave': ask<Done>()(window, v.strictObject({ device: id, way: id })),
} as const;
