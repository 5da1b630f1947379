import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveExpressions } from '../src/work/index.ts';

// The script of a dedicated worker, started where a login has a regular expression: see `work.ts`.
export default defineUnlistedScript(() => serveExpressions(self));
