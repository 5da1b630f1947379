import type { ComponentType } from 'preact';
import { h, render } from 'preact';
import { language } from '../../platform/index.ts';
import { keepFocus } from './keep-focus.ts';

const rightToLeft = ['ar', 'fa', 'he', 'ur'];

/** Draws a page of ours in its whole window, in the browser's language and writing direction. */
export function mount(page: ComponentType, title: string): void {
  const tag = language();
  const root = document.documentElement;
  root.lang = tag;
  root.dir = rightToLeft.includes(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';
  // What stands here is nobody's to translate: it would be sent away for that.
  root.translate = false;
  document.title = title;
  const place = document.createElement('div');
  document.body.append(place);
  keepFocus();
  render(h(page, {}), place);
}
