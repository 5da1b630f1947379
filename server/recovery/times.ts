const DAY = 86_400_000;
/** In which evaluations are counted. */
export const YEAR = 365 * DAY;
/** How long a recovery stays open once its wait is over. */
export const OPEN_LASTS = 7 * DAY;
/** How long nothing opens after a restore from a copy. */
export const REST = 7 * DAY;
