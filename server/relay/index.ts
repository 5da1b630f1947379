/*
 * relay: what people leave for each other (protocol 8): pre-keys, handed out once each; tokens and what each is still good for;
 * envelopes in mailboxes, until they have arrived. Who brought one is never asked, and stands in no table.
 */
export { Relay } from './relay.ts';
