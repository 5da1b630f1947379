/**
 * messaging: texts that stand in other people's pages. Armored text (how sealed bytes survive a text field, an editor,
 * a mail program and a quotation), texts for oneself, and drafts of them. Knows nothing of pages, of the vault's store or of the clock.
 */
export { armor, armoredLength } from './armor.ts';
export { dearmor, findArmored } from './find.ts';
export { ArmorDamagedError, ArmorVersionError, UnknownEpochError } from './errors.ts';
export { draftEpoch, draftName, draftPlace, openDraft, sealDraft } from './draft.ts';
export { messageIds, openMessage, sealMessage } from './message.ts';
export { openForSelf, sealForSelf, selfCapacity } from './self.ts';
