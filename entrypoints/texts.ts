import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { texts } from '../src/content/index.ts';

// Injected by the background, behind page.js, where an armored text may begin.
export default defineUnlistedScript({ main: () => texts() });
