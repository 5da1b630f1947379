/*
 * change: what a person changes, as drafts on a state: records, ways in, a new vault, an import. Writes nothing itself.
 */
export { collectExport, draftImport, movesTo } from './backup.ts';
export { draftVault } from './create.ts';
export { deviceName, mergeNames } from './device-names.ts';
export { readSeed } from './identity-seed.ts';
export { newPasskeyWay, newPasswordWay, newPhraseWay, passwordName } from './new-way.ts';
export type { PasskeyCredential } from './new-way.ts';
export { draftAddWay, draftRemoveWay, draftRenameWay, requireWay, slotOf, soundRows, waysOf } from './ways.ts';
export { draftWrite, mergedPut, readOpened } from './write.ts';
export type { Workshop } from './write.ts';
