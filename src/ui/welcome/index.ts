/*
 * The welcome page, opened at install: what this is, a password, a passkey, a phrase, where it may work, and a first try.
 * A closed tab loses nothing but an unconfirmed phrase: the next visit goes on where the last one stopped.
 */
import { mount } from '../kit/index.ts';
import { Welcome } from './welcome.tsx';

export function openWelcome(): void {
  mount(Welcome, 'Latchkey');
}
