/*
 * records: the commit log (protocol 3). Compare-and-swap on the head, the newest blob of each record, every manifest,
 * keyring and slots, pulls and pushes. Everything it holds is sealed; it can't open any of it.
 */
export { Events } from './events.ts';
export { Records } from './records.ts';
