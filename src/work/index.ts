/**
 * work: computing that would block its thread for longer than a frame: Argon2id and the estimate of a password, and, in
 * scripts of their own, the regular expressions of logins and the reading of files. Runs in dedicated
 * workers (entrypoints/work.ts, expressions.ts, transfer.ts); others ask by message and import types only.
 * Chromium's unseen page relays them, and reaches the clipboard. Holds nothing between jobs, but for what a file had.
 */
export type { EstimateWarning } from './estimate.ts';
export { estimatorWith } from './estimate.ts';
export { serveExpressions } from './expressions.ts';
export type { WorkAnswer, WorkJob } from './jobs.ts';
export { serveClipboard } from './clipboard.ts';
export { relayWork } from './relay.ts';
export { serveWork } from './serve.ts';
export { stretch } from './stretch.ts';
export { serveTransfer } from './transfer.ts';
