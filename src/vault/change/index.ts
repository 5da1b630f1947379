/*
 * change: what a person changes, as drafts on a state: records, ways in, a new vault, an import. Writes nothing itself.
 */
export { backupFacet, movesTo } from './backup.ts';
export { draftVault } from './create.ts';
export { deviceName, mergeNames } from './device-names.ts';
export { readSeed, readSeeds } from './identity-seed.ts';
export { newPasskeyWay, newPasswordWay, newPhraseWay, passwordName } from './new-way.ts';
export { recordsFacet } from './records.ts';
export { soundRows } from './ways.ts';
export { draftPending, waysFacet } from './ways-facet.ts';
export { draftWrite, readOpened } from './write.ts';
export type { WriteParts } from './write.ts';
