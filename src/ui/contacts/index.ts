/*
 * contacts: the people that this vault knows, one's own card, and whether somebody stands between. It asks by rpc, shows what
 * it is told, and decides nothing of who is who.
 */
export { Contacts } from './contacts.tsx';
