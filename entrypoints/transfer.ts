import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveTransfer } from '../src/work/index.ts';

// The script of a dedicated worker, started for an import only: see `work.ts`.
export default defineUnlistedScript(() => serveTransfer(self));
