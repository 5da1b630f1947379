import { buildPages } from '../../test/pages/build.ts';

/** Installs and bundles the pages that the browser tests visit, so that they find them. */
await buildPages();
