// The harness of the browser tests: a test says what a person does, this room knows how each browser is driven.
// `describeBrowsers` runs a test in both, `describePages` in both only for the proof; `launch()` gives a Session; `startSite` serves the pages it visits on loopback.
export { findBarriers } from './accessibility.ts';
export { forgetEverythingKept, openBareCorner, readEverythingKept, type Kept } from './inside.ts';
export { describeBrowsers, describePages, type Launch } from './describe.ts';
export { openPasskeyDesk, type PasskeyDesk } from './passkeys.ts';
export type { PageName, Session } from './session.ts';
export { startSite, type Site, type SitePage, type SiteRequest } from './site.ts';
export { until } from '../../support/until.ts';
