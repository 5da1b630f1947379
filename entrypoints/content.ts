import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { wait } from '../src/content/index.ts';

// Registered at run time on the sites that the user allowed; it has no content-script context, which pages could see.
export default defineUnlistedScript(() => wait());
