/*
 * workers: heavy work where it blocks nobody: a Worker, or an offscreen document where the background has none.
 */
export { createExpressions } from './expressions.ts';
export type { ExpressionWork } from './expressions.ts';
export { WorkError, jobsOver } from './jobs.ts';
export { closeOffscreen, connectOffscreen } from './offscreen.ts';
export { createReader } from './reader.ts';
export { createWork } from './worker.ts';
export type { PasswordEstimate, Work } from './worker.ts';
