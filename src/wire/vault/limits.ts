/*
 * How large the parts of a vault may be: what a store takes, and what a client reads of what a store says. Bounds on work, judged by length
 * before anything is read: no honest part comes near.
 */

/** Slots of one vault, those of its devices among them: no person has as many ways in and browsers. */
export const MOST_SLOTS = 256;
/** Bytes of an encoded slot: a seal, and parameters of which a credential's id is the longest. */
export const MOST_SLOT_BYTES = 16_384;
/** Bytes of a sealed keyring; one more generation takes about 1,100. */
export const MOST_KEYRING_BYTES = 1_048_576;
/** Bytes of a sealed manifest: what `associate` takes as a field. */
export const MOST_MANIFEST_BYTES = 65_535;
/** Bytes of one version of a device list: that of as many devices and removals as there may be. */
export const MOST_LIST_BYTES = 393_216;
/** Devices and removals in a list: a bound on the signatures that one version makes its readers check. */
export const MOST_DEVICES = 128;
export const MOST_REMOVALS = 1_024;
/** Versions of one device list: a new one every month, and one for each browser that came or went. */
export const MOST_LISTS = 16_384;
/** Versions that one commit may bring: the whole chain where a vault comes to another store. */
export const MOST_COMMIT_LISTS = 1_024;
/**
 * Generations that one browser may lie behind, and that a vault which a new browser joins may have had: as many as a keyring
 * can name. Nobody says of which generation a seal is, so this bounds what is tried.
 */
export const MOST_GENERATIONS = 1_024;
