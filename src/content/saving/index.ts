/*
 * saving: what a document tells of logins that are typed into it and sent, where an offer to keep one may stand, and whether
 * a form of the same kind is there again. It decides nothing of what is offered, and keeps nothing.
 */
export { freeCorner, placeInCorner } from './corner.ts';
export { kindsIn } from './seen.ts';
export { serveSaving } from './serve.ts';
