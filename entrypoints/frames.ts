import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { frames } from '../src/content/index.ts';

// Injected by the background, behind page.js, when a frame or menu of ours is to be opened.
export default defineUnlistedScript({ main: () => frames() });
