/*
 * pages: sites and what happens in their pages: where we may be, tickets, composing and revealing.
 */
export { begin } from './begin.ts';
export { pageHandlers } from './pages.ts';
export type { PagesParts } from './parts.ts';
export { siteHandlers, reachSites, siteOf, sitesChanged, syncSites } from './sites.ts';
export type { SiteActions } from './sites.ts';
export { TicketError, Tickets } from './tickets.ts';
export type { Ticket } from './tickets.ts';
