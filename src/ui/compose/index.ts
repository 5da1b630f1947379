/*
 * The compose frame: a person types here what the page must not read. The background seals it and puts the armored text
 * into the field; where the field does not take it, it can be copied.
 */
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { Compose } from './compose.tsx';

export function openCompose(): void {
  mount(Compose, message('composeTitle'));
}
