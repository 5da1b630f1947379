/*
 * The compose frame: a person types here what the page must not read. The background seals it and puts the armored text
 * into the field; where the field does not take it, it can be copied.
 */
import { h } from 'preact';
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { Compose } from './compose.tsx';
import { Keys } from './keys.ts';

export function openCompose(): void {
  // Before anything is drawn: whether keys come here is told from the first moment.
  const keys = new Keys();
  mount(() => h(Compose, { keys }), message('composeTitle'));
}
