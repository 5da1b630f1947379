import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveOpaque } from '../src/work/index.ts';

// The script of a dedicated worker, started for a sign-in only: see `work.ts`.
export default defineUnlistedScript(() => serveOpaque(self));
