import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bounds of quality: what a page pays, what a click on the icon pays, what a download is. Sizes of the built extension. */
const built = '.output/chrome-mv3';

/** Every script that a page of ours loads before it can be used: its own, and all that these import. */
function scriptsOf(page) {
  const file = join(built, page);
  if (!existsSync(file)) throw new Error(`${file} is not there: run npm run zip first`);
  const html = readFileSync(file, 'utf8');
  return [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => join(built, path));
}

export default [
  { name: 'on every page before any use', path: join(built, 'content.js'), limit: '2 kB', gzip: false, brotli: false },
  { name: 'in a page that is used', path: join(built, 'page.js'), limit: '70 kB', gzip: false, brotli: false },
  { name: 'where a form is used', path: join(built, 'forms.js'), limit: '48 kB', gzip: false, brotli: false },
  { name: 'where a form is filled', path: join(built, 'values.js'), limit: '30 kB', gzip: false, brotli: false },
  { name: 'popup scripts, gzip', path: scriptsOf('popup.html'), limit: '60 kB', gzip: true },
  { name: 'package for Chromium', path: '.output/latchkey-*-chrome.zip', limit: '750 kB', gzip: false, brotli: false },
  { name: 'package for Firefox', path: '.output/latchkey-*-firefox.zip', limit: '750 kB', gzip: false, brotli: false },
];
