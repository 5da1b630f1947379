/*
 * Signing in at a store: its address and the permission to talk to it, what signs in there (passkey, password with second
 * factor, phrase), what it then shows a new browser, and the yes to that. One flow for a new browser, for a local vault that
 * goes into an account, for a locked browser and for a sign-in that has become too old; which of them it is, the background
 * knows.
 */
export { AddressForm } from './address-form.tsx';
export { deviceName, nameHere } from './device-name.ts';
export { fromStore } from './from-store.ts';
export { allowStore } from './permission.ts';
export { Progress } from './progress.tsx';
export { SignIn } from './sign-in.tsx';
