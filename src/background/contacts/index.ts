/*
 * contacts: who this vault knows. Keeps contacts and the own card as records, asks stores for device lists where a person
 * presses something, and decides nothing of who is who: that is messaging's.
 */
export { addByCard, lookAtCard, lookOfCard } from './by-card.ts';
export { refreshed } from './compare.ts';
export { contactHandlers, rowOf as contactRowOf } from './handlers.ts';
export { OwnCardError } from './errors.ts';
export { encodedCard, makeCard, oneUseCard, ownCard, renewCard } from './own-card.ts';
export type { ContactsParts } from './parts.ts';
export { addContact, contactPuts, heldContact, heldContacts, saveContact } from './people.ts';
export { sharesOf } from './shares.ts';
export { contactStores } from './stores.ts';
