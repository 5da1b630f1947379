import { endpoints } from '../src/wire/index.ts';
import type { Session } from './accounts/index.ts';
import type { Serve } from './http/index.ts';
import { done } from './http/index.ts';
import type { Relay } from './relay/index.ts';

/** What contacts ask by a token alone, and what a device asks about its own mailbox. */
export function serveRelay(serve: Serve<Session>, relay: Relay): void {
  serve(endpoints.contactBundles, ({ asked, body }) => relay.bundles(asked, body));
  serve(endpoints.contactLists, ({ asked, body }) => relay.lists(asked, body));
  serve(endpoints.contactDeposit, ({ asked, body, frames }) => relay.deposit(asked, body, frames[0]));
  serve(endpoints.mailbox, ({ session, asked }) => relay.mail(session, asked.query));
  serve(endpoints.mailboxAcknowledge, ({ session, body }) => done(() => relay.acknowledge(session, body)));
  serve(endpoints.preKeysPut, ({ session, body }) => relay.putPreKeys(session, body));
  serve(endpoints.tokenPut, ({ session, body }) => done(() => relay.putToken(session, body)));
  serve(endpoints.tokenRevoke, ({ session, body }) => done(() => relay.revokeToken(session, body)));
}
