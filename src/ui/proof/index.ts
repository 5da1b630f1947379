/*
 * The question "is it still you?": what changes how the vault opens, or what signs in at the store, is asked for once more
 * by an unlock or by a sign-in, and then goes on by itself. Who is right is decided by the background and the store.
 */
export { AskAgain, isProofWanted, useProvedAction } from './ask-again.tsx';
export { SavePlain } from './save-plain.tsx';
