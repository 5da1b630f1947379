/*
 * link: the tie between this browser's vault and its store: clients, permission, the exchange while the vault is open.
 */
export { isMoved } from './exchange-of.ts';
export {
  AccountMovedError,
  NotLeftError,
  NotListedThereError,
  NotMovedHereError,
  OtherAccountError,
  SameVaultError,
  StorePermissionError,
  WeakPasswordError,
  WrongSignInError,
} from './errors.ts';
export { openLabel, sealLabel } from './label.ts';
export { StoreLink } from './link.ts';
export { forgetLinkedAccount, signedInAt, writeLinkedAccount } from './linked-account.ts';
export type { LinkedAccount } from './linked-account.ts';
export type { Web } from './ports.ts';
export { tellingStore } from './telling.ts';
export { openForVault, sealForVault } from './vault-seal.ts';
export { addressPut, checkStoreKey, readAddress, rememberAccount } from './remembered.ts';
export { deviceProposal, wayProposal } from './proposals.ts';
