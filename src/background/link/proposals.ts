import type { DeviceChange, OpenVault, Way, WayChange } from '../../vault/index.ts';

/** A change that stands or falls with the store. */
export interface Proposal<T> {
  readonly propose: () => Promise<void>;
  /** Takes it out of the vault again, made or not. */
  readonly conclude: () => Promise<T>;
}

/** Of the ways in. */
export function wayProposal({ ways }: OpenVault, change: WayChange): Proposal<Way | undefined> {
  return { propose: () => ways.propose(change), conclude: () => ways.conclude() };
}

/** Of the devices and the keys. */
export function deviceProposal({ devices }: OpenVault, change: DeviceChange): Proposal<void> {
  return { propose: () => devices.propose(change), conclude: () => devices.conclude() };
}
