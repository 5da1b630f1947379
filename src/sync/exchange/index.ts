/*
 * exchange: pulls and pushes in rounds as long as a vault is open, hears of new heads, waits and tries again.
 */
export { listen } from './events.ts';
export { Exchange } from './exchange.ts';
export type { ExchangeParts, Prepared } from './parts.ts';
export { pullSince } from './pull-since.ts';
export type { Past } from './pull-since.ts';
export { pullAll } from './pull.ts';
export type { Pulled } from './pulled.ts';
export type { ExchangeState } from './state.ts';
