import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveWork } from '../src/work/index.ts';

// The script of the dedicated worker: `self` is its scope, whatever the DOM's types call it.
export default defineUnlistedScript(() => serveWork(self));
