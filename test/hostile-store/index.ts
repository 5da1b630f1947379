/*
 * hostile-store: our own store made to lie. A `HostileStore` stands between a client and an honest store as the client's
 * `fetch`; each lie is a function over honest answers, named after the attack that it plays.
 */
export { HostileStore } from './store.ts';
export type { Asked, Lie } from './store.ts';
export { answerLies } from './lies/answers.ts';
export { keyLies } from './lies/keys.ts';
export { logLies } from './lies/log.ts';
export { relayLies } from './lies/relay.ts';
export { overKeys } from './twist.ts';
