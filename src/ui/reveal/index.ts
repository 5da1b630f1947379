/*
 * The reveal frame: shows an opened text above the armored one, as text only. Nothing in it is a link, nothing is loaded,
 * and it forgets the text as soon as Latchkey locks.
 */
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { Reveal } from './reveal.tsx';

export function openReveal(): void {
  mount(Reveal, message('revealTitle'));
  // A browser may keep this page when the one around it is left: empty, and it asks anew when it comes back.
  addEventListener('pagehide', () => document.body.replaceChildren());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
