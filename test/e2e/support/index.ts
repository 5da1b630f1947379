// The harness of the browser tests: a test says what a person does, this room knows how each browser is driven.
// `describeBrowsers` plays a test in both, `describeEither` in one of them, `describeInTurn` with every third commit (the proof: all, in
// both); `launch()` gives a Session; `startSite` serves the pages it visits on loopback.
export { findBarriers } from './accessibility.ts';
export { forgetEverythingKept, openBareCorner, readEverythingKept } from './inside.ts';
export { describeBrowsers, describeEither, describeInTurn } from './describe.ts';
export { openPasskeyDesk, type PasskeyDesk } from './passkeys.ts';
export type { Session } from './session.ts';
export { startSite, type Site, type SitePage } from './site.ts';
export { inTurn } from '../../support/turns.ts';
export { until } from '../../support/until.ts';
