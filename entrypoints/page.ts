import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { start } from '../src/content/index.ts';

// Injected by the background after the first event that a person made in the frame.
export default defineUnlistedScript(() => start());
