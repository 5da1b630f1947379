import { endpoints } from '../src/wire/index.ts';
import { toId } from '../src/encoding/index.ts';
import type { Accounts, Session } from './accounts/index.ts';
import type { Leaves } from './devices/index.ts';
import type { Serve } from './http/index.ts';
import { done } from './http/index.ts';
import type { Relay } from './relay/index.ts';

/** What a session asks about itself, the others, and what can sign in. */
export function serveSession(serve: Serve<Session>, accounts: Accounts): void {
  serve(endpoints.signout, ({ session }) => done(() => accounts.signout(session)));
  serve(endpoints.sessions, ({ session }) => accounts.sessions(session));
  serve(endpoints.sessionLabel, ({ session, body }) =>
    done(() => accounts.labelSession(session, body.session, body.label)),
  );
  serve(endpoints.sessionRevoke, ({ session, body }) => accounts.revokeSessions(session, body));
  serve(endpoints.access, ({ session }) => accounts.access(session));
  serve(endpoints.accessPassword, ({ session, body }) => accounts.registerPassword(session, body.request));
  serve(endpoints.accessChallenge, ({ session }) => accounts.challenge(session));
  serve(endpoints.accessCode, ({ session, body }) => done(() => accounts.tryCode(session, body)));
  serve(endpoints.accessChange, ({ session, body }) => done(() => accounts.changeSecondFactors(session, body)));
  serve(endpoints.activity, ({ session }) => accounts.activity(session));
  serve(endpoints.accountDelete, ({ session, body }) => done(() => accounts.delete(session, body)));
}

/** A device that leaves by its own word. */
export function serveLeaving(serve: Serve<Session>, accounts: Accounts, leaves: Leaves, relay: Relay): void {
  serve(endpoints.deviceLeave, ({ session, body }) =>
    done(async () => {
      let sessions: { told(): void } | undefined;
      await leaves.take(session, body, async (db, device) => {
        sessions = await accounts.leave(db, session, device);
        await relay.close(db, session.account, [toId(device)]);
      });
      sessions?.told();
    }),
  );
  serve(endpoints.sessionDevice, ({ session, body }) => done(() => accounts.bind(session, body)));
  serve(endpoints.devicesLeft, ({ session }) => leaves.list(session));
}
