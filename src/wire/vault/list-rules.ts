import type { Bytes } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { Certificate, DeviceList } from './device.ts';

/*
 * The rules of the device list that need no key (protocol 6): browsers and stores check the same. Signatures, hashes and
 * whose list it is are the caller's.
 */

/** A version with its certificates read. */
export interface ListVersion extends Omit<DeviceList, 'devices'> {
  readonly devices: readonly Certificate[];
}

/** Whether a version makes sense by itself: no device twice, or listed and removed; a first one has no past. */
export function isListSound({ version, devices, removed, former, succession }: ListVersion): boolean {
  const listed = new Set(devices.map(({ device }) => device));
  const isFirst = version === 1;
  const hasPast = removed.length > 0 || former.length > 0 || succession !== undefined;
  return listed.size === devices.length && !removed.some(({ device }) => listed.has(device)) && !(isFirst && hasPast);
}

/** The devices that a version removes, compared with the one before it. */
export function removedBetween(held: ListVersion, next: ListVersion): readonly ListVersion['removed'][number][] {
  const known = new Set(held.removed.map(({ device }) => device));
  return next.removed.filter(({ device }) => !known.has(device));
}

/**
 * Whether a version may stand on top of another: nobody vanishes unsaid or comes back, a removal is a succession under keys
 * that this list never had, anything else leaves the keys as they are, and a move to another store changes nothing beside.
 */
export function mayFollow(held: ListVersion, next: ListVersion): boolean {
  return (
    next.account === held.account &&
    next.version === held.version + 1 &&
    isListSound(next) &&
    accountsForAll(held, next) &&
    keepsKeys(held, next) &&
    (removedBetween(held, next).length > 0 ? succeeds(held, next) : goesOn(held, next))
  );
}

function accountsForAll(held: ListVersion, next: ListVersion): boolean {
  const removed = new Map(next.removed.map((removal) => [removal.device, removal]));
  const listed = new Set(next.devices.map(({ device }) => device));
  const before = new Set(held.devices.map(({ device }) => device));
  const isRemembered = held.removed.every((removal) => {
    const again = removed.get(removal.device);
    return again?.reason === removal.reason && again.time === removal.time;
  });
  return (
    isRemembered &&
    held.devices.every(({ device }) => listed.has(device) || removed.has(device)) &&
    removedBetween(held, next).every(({ device }) => before.has(device))
  );
}

/** Within a device id the signing key never changes; agreement and mailbox keys may, in a newer certificate. */
function keepsKeys(held: ListVersion, next: ListVersion): boolean {
  const before = new Map(held.devices.map((certificate) => [certificate.device, certificate]));
  return next.devices.every((certificate) => {
    const old = before.get(certificate.device);
    if (!old) return true;
    const isSame = same(old.agreement, certificate.agreement) && same(old.mailbox, certificate.mailbox);
    const isInTime = isSame ? certificate.createdAt >= old.createdAt : certificate.createdAt > old.createdAt;
    return same(old.signing, certificate.signing) && isInTime;
  });
}

function succeeds(held: ListVersion, next: ListVersion): boolean {
  const spent = [...held.former, held.identity, held.listKey];
  const isFresh = ![next.identity, next.listKey].some((key) => spent.some((known) => same(known, key)));
  return (
    next.succession !== undefined &&
    next.store === held.store &&
    isFresh &&
    !same(next.identity, next.listKey) &&
    sameAll(spent, next.former)
  );
}

function goesOn(held: ListVersion, next: ListVersion): boolean {
  const isSameKeys =
    next.succession === undefined &&
    same(held.identity, next.identity) &&
    same(held.listKey, next.listKey) &&
    sameAll(held.former, next.former);
  return isSameKeys && (next.store === held.store || isSameDevices(held, next));
}

function isSameDevices(held: ListVersion, next: ListVersion): boolean {
  const before = new Map(held.devices.map(({ device, createdAt }) => [device, createdAt]));
  return before.size === next.devices.length && next.devices.every((one) => before.get(one.device) === one.createdAt);
}

function sameAll(some: readonly Bytes[], others: readonly Bytes[]): boolean {
  return some.length === others.length && some.every((key, place) => same(key, others[place]));
}

/** Of public keys: nothing is told by how long it takes. */
function same(one: Bytes, other: Bytes | undefined): boolean {
  return other !== undefined && toBase64url(one) === toBase64url(other);
}
