import { provideBrowsers } from './install-browser.ts';

/** Before `npm run test:e2e`: the browsers that it plays in. */
const areThere = await provideBrowsers();
process.exitCode = areThere.every(Boolean) ? 0 : 1;
