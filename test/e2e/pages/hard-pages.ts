import { ownNames } from '../../hostile-page/own-names.ts';
import type { SitePage } from '../support/index.ts';

const style = `<style>body { margin: 40px; font: 16px sans-serif } .w { width: 420px; display: block; margin: 12px 0; overflow-wrap: anywhere }</style>`;
/** A whole page around this, with fields of class `w`. */
export const withBody = (body: string, script = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Hard</title>${style}</head><body>${body}${script && `<script>${script}</script>`}</body></html>`;
export const area = '<textarea class="w" id="area" rows="3"></textarea>';

/** What a hard page is, and that everything works there all the same. */
export const hardPages: Readonly<Record<string, SitePage>> = {
  'under the strictest policy': {
    html: withBody(area),
    csp: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  },
  'whose field stands in a modal dialog': {
    html: withBody(`<dialog id="d">${area}</dialog>`, `document.querySelector('#d').showModal()`),
  },
  'whose field stands in an open shadow root': {
    html: withBody(
      '<div id="area" style="display: inline-block"></div>',
      `const root = document.querySelector('#area').attachShadow({ mode: 'open' }); root.innerHTML = '<textarea style="width: 400px; display: block">';
       Object.defineProperty(document.querySelector('#area'), 'value', { get: () => root.firstChild.value }); document.querySelector('#area').focus = () => root.firstChild.focus();`,
    ),
  },
  'whose framework owns the value': {
    html: withBody(
      area,
      `const area = document.querySelector('#area'); let state = ''; const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
       Object.defineProperty(area, 'value', { get() { return own.get.call(this) }, set(value) { state = value; own.set.call(this, value) } });
       area.addEventListener('input', () => { state = own.get.call(area) }); setInterval(() => own.get.call(area) !== state && own.set.call(area, state), 20);`,
    ),
  },
  'whose editor takes pasting only': {
    html: withBody(
      '<div class="w" id="area" contenteditable="true" style="min-height: 60px; border: 1px solid"></div>',
      `const area = document.querySelector('#area'); area.addEventListener('beforeinput', (event) => event.preventDefault());
       area.addEventListener('paste', (event) => { event.preventDefault(); area.textContent += event.clipboardData.getData('text/plain') });`,
    ),
  },
  'whose editor draws what is typed itself': {
    html: withBody(
      '<div class="w" id="area" contenteditable="true" style="min-height: 60px; border: 1px solid"><p><br></p></div>',
      `const area = document.querySelector('#area'); let model = ''; area.addEventListener('beforeinput', (event) => {
         event.preventDefault(); if (event.inputType === 'insertText') { model += event.data; area.innerHTML = '<p><span data-text>' + model + '</span></p>'; } });`,
    ),
  },
  'that keeps to itself where the focus is': {
    html: withBody(area).replace(
      '<head>',
      `<head><script>for (const type of ['focusin', 'focusout']) addEventListener(type, (event) => event.stopImmediatePropagation(), true)</script>`,
    ),
  },
  'whose form has a field for each of its own names': {
    html: withBody(`<form>${area}</form>${ownNames}`),
  },
  'whose field fills the page': {
    html: withBody(`<textarea id="area" style="width: 920px; height: 500px"></textarea>`),
  },
};

/** Firefox hands pages no data of a paste that an extension made: there the text is offered for copying. */
export const notInFirefox: readonly string[] = [
  'whose editor takes pasting only',
  // There the mark stands, and the box that it opens has no place to be pressed in yet.
  'that keeps to itself where the focus is',
];
