/*
 * account: signing up and in at a store, what signs in there, its sessions, and leaving it.
 */
export { accessOfNew, signInKeyOf } from './access.ts';
export { changeDevices } from './change-devices.ts';
export type { KeysParts } from './change-devices.ts';
export { enterAccount } from './entering.ts';
export { eraseBrowser, finishErasing } from './erasing.ts';
export type { ForgetSites } from './erasing.ts';
export { changeFactors } from './factors.ts';
export { accountHandlers } from './handlers.ts';
export type { AccountParts } from './parts.ts';
export { registerStorePassword } from './password.ts';
export { SignIn } from './sign-in.ts';
