/*
 * account: signing up, signing in and what signs in, at a store. Makes and proves; keeps nothing.
 */
export { deleteAccount, registerPassword, startSecurityKey } from './access.ts';
export { groupedCode, newBackupCodes } from './backup-codes.ts';
export { leaveStore } from './leave.ts';
export { takeLink } from './link.ts';
export { lookupOf } from './lookup.ts';
export type { OpaqueRecord } from './opaque.ts';
export { signInByKey } from './signin-key.ts';
export { finishPasskey, startPasskey } from './signin-passkey.ts';
export { finishPassword, provePassword } from './signin-password.ts';
export type { PasswordProof } from './signin-password.ts';
export { listSessions } from './sessions.ts';
export type { AccountSession } from './sessions.ts';
export { signOut } from './signin.ts';
export type { CeremonyStart } from './signin.ts';
export { finishSignUp, startSignUp } from './signup.ts';
export type { SignUpStart } from './signup.ts';
export { groupedSeed, isTotpCode, newTotpSeed, otpauthUrl, totpCode } from './totp.ts';
