/*
 * The way back in: the unlock screen's inside for any locked window of ours, the form for a phrase, and the door to
 * the passkey window. It shows and asks; the background decides.
 */
export { ChatPasswordForm } from './chat-password-form.tsx';
export { Unlock } from './unlock.tsx';
export { PhraseForm } from './phrase-form.tsx';
export { usePasskey } from './passkey.ts';
export { useStatus } from './use-status.ts';
