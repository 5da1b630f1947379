import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { forms } from '../src/content/index.ts';

// Injected by the background, behind page.js, where somebody fills a form. The browser hands on what it answers.
export default defineUnlistedScript({ main: () => forms() });
