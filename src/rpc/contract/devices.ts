import * as v from 'valibot';
import type { WayKind } from '../../wire/index.ts';
import type { Done } from './question.ts';
import { ask, id, name, nothing, secretText, window } from './question.ts';

const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A browser of this account, as the signed list has it. */
export interface DeviceView {
  readonly id: string;
  /** Empty if nobody named it. */
  readonly name: string;
  readonly isThis: boolean;
  /** It left by its own signed word, and is to be taken off the list. */
  readonly hasLeft: boolean;
  /** When it joined, as it claims; milliseconds since 1970. */
  readonly firstSeen: number;
  /** As the store says; unknown offline, while signed out, or where the store doesn't know. */
  readonly lastSeenAt?: number;
  /** `XXXX-XXXX`: the state that it wrote last, as far as this browser has seen. */
  readonly lastHead?: string;
}

/** What changed in the list of devices since a person at this browser was told last. */
export interface DeviceNews {
  /** Names of those that came; empty where nobody named it. */
  readonly added: readonly string[];
  /** How many went. */
  readonly removed: number;
}

/** How old keys get before they are renewed by themselves. */
export type RenewEvery = (typeof renewTimes)[number];
export const renewTimes = ['half-year', 'year', 'never'] as const;

export interface KeyRenewal {
  /** When the keys of today were made, in milliseconds since 1970. */
  readonly madeAt: number;
  readonly every: RenewEvery;
  /** The list of devices was signed over thirty days ago: readers are warned until a browser signs it again. */
  readonly isListOld: boolean;
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
  /** In a browser that was removed, after a way in was proven: what it never sent. Throws `no-ticket` without that proof. */
  'devices.unsent': ask<{ readonly items: number }>()(window, nothing),
  /** The same as a sealed file, as `transfer.export` answers it. */
  'devices.unsent.export': ask<{ readonly name: string; readonly piece: string; readonly next?: number }>()(
    window,
    v.union([v.strictObject({ password: secretText }), v.strictObject({ from: time })]),
  ),
  /** Nobody needs it: it goes at once. Nothing happens in a browser that was not removed. */
  'devices.unsent.erase': ask<Done>()(window, nothing),
  'devices.news': ask<DeviceNews>()(window, nothing),
  /** A person has read them. */
  'devices.news.read': ask<Done>()(window, nothing),
  /** Those for which something is still to be replaced. */
  'devices.lost': ask<readonly LostDevice[]>()(window, nothing),
  /** A way in was not with the device. */
  'devices.lost.leave': ask<Done>()(window, v.strictObject({ device: id, way: id })),
} as const;
