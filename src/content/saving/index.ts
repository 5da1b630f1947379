/*
 * saving: what a document tells of logins that are typed into it and sent, and whether a form of the same kind is there
 * again. It decides nothing of what is offered, and keeps nothing.
 */
export { serveSaving } from './serve.ts';
