/*
 * change: what a person changes, as drafts on a state: records, ways in, a new vault, an import. Writes nothing itself.
 */
export { backupFacet, movesTo } from './backup.ts';
export { draftVault } from './create.ts';
export { deviceName, mergeNames, renamedPut } from './device-names.ts';
export { rowsFacet } from './device-rows.ts';
export { devicesFacet } from './devices-facet.ts';
export { readSeed, readSeeds } from './identity-seed.ts';
export { newPasskeyWay, newPasswordWay, newPhraseWay, passwordName } from './new-way.ts';
export { recordsFacet } from './records.ts';
export { draftPending } from './pending.ts';
export { soundRows } from './rotation.ts';
export { waysFacet } from './ways-facet.ts';
export { draftWrite } from './write.ts';
export type { WriteParts } from './write.ts';
