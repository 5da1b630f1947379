/*
 * link: the tie between this browser's vault and its store: clients, permission, the exchange while the vault is open.
 */
export { OtherAccountError, WeakPasswordError, WrongSignInError } from './errors.ts';
export { openLabel, sealLabel } from './label.ts';
export { StoreLink } from './link.ts';
export { forgetLinkedAccount, signedInAt, writeLinkedAccount } from './linked-account.ts';
export type { Web } from './ports.ts';
export { tellingStore } from './telling.ts';
export { openForVault, sealForVault } from './vault-seal.ts';
export { addressPut, checkStoreKey, readAddress, rememberAccount } from './remembered.ts';
export { deviceProposal, wayProposal } from './proposals.ts';
