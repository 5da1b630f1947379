/*
 * recovery: the ways back in. What there is of them, and what each is worth, is the ladder; what was tried of them, and when to try
 * again, the drill. Escrow needs the store's help: a backup key in a box that answers and a store open together; trustees hold shares of
 * another; a third is sealed to an organisation. Pure: no clock, no storage, no network; asks by arguments, and whoever holds a secret of
 * it wipes it.
 */
export { noted, postponed, readDrilled, remindsAt, renewed } from './drill/index.ts';
export type { Drilled } from './drill/index.ts';
export { askEvaluation, makeEscrow, openEscrow, stretchAnswers } from './escrow/index.ts';
export type { EscrowPlace, NewEscrow } from './escrow/index.ts';
export { ladderOf } from './ladder/index.ts';
export type { Confirmed, Ladder, LadderRow, Rung, RungState, Standing } from './ladder/index.ts';
export {
  isOfFingerprint,
  openOrganisationAnswer,
  openOrganisationSeal,
  organisationFingerprint,
  readFingerprint,
  sealOrganisationAnswer,
  sealToOrganisation,
} from './organisation/index.ts';
export { meetingOf, requestCode } from './request/index.ts';
export { combineHanded, makeTrustees, openHanded, sealHanded } from './trustees/index.ts';
export type { Combined } from './trustees/index.ts';
