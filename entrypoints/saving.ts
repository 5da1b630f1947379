import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { saving } from '../src/content/index.ts';

// Injected by the background, behind forms.js, where a login can be typed.
export default defineUnlistedScript({ main: () => saving() });
