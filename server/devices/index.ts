/*
 * devices: whose commits a store takes (protocol 6), and where the two browsers of a linking meet. Checks signed device lists and their extensions, so that a stolen
 * token alone can't write; readers check the same again, because a store's word is not enough for them.
 */
export { checkFirstLists, checkNextLists } from './list.ts';
export { Rendezvous } from './rendezvous.ts';
