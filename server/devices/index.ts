/*
 * devices: whose commits a store takes (protocol 6), and where the two browsers of a linking meet. Checks signed device lists and their
 * extensions, so that a stolen token alone can't write, and takes the notes of those that leave; readers check the same again, because a
 * store's word is not enough for them.
 */
export { checkFirstLists, checkNextLists } from './list.ts';
export { Leaves } from './leaves.ts';
export { Rendezvous } from './rendezvous.ts';
