/*
 * filling: what a document does when it is told to fill: it chooses the form, tells what that takes and where it sends, asks
 * for the values by itself, and hands them to autofill. It knows no item, and decides nothing of who may have what.
 */
export { serveFilling } from './serve.ts';
