/*
 * recovery: what would bring a person back in, as this vault has it and its store says, what of it was tried, and what follows once it
 * did.
 */
export { askedKey } from './asked-key.ts';
export { askingHandlers } from './asking.ts';
export { organisationHandlers } from './organisation.ts';
export type { RecoveryParts } from './parts.ts';
export { Recovery } from './recovery.ts';
export { Watch } from './watch.ts';
