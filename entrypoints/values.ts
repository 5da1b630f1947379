import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { values } from '../src/content/index.ts';

// Injected by the background, behind forms.js, where a person has something filled in.
export default defineUnlistedScript({ main: () => values() });
