import { endpoints } from '../src/wire/index.ts';
import type { Session } from './accounts/index.ts';
import type { Serve } from './http/index.ts';
import { done } from './http/index.ts';
import type { Recovery } from './recovery/index.ts';

/** What a browser asks that wants back in, and what signed-in devices ask about it (protocol 7). */
export function serveRecovery(serve: Serve<Session>, recovery: Recovery): void {
  serve(endpoints.recoveryOpen, ({ asked, body }) => recovery.open(asked, body));
  serve(endpoints.recoveryCode, ({ asked, body }) => recovery.code(asked, body));
  serve(endpoints.recoverySms, ({ asked, body }) => done(() => recovery.sms(asked, body)));
  serve(endpoints.recoverySecond, ({ asked, body }) => recovery.second(asked, body));
  serve(endpoints.recoveryLook, ({ asked, body }) => recovery.look(asked, body));
  serve(endpoints.recoveryEvaluate, ({ asked, body }) => recovery.evaluate(asked, body));
  serve(endpoints.recoveryMeet, ({ asked, body }) => recovery.meet(asked, body));
  serve(endpoints.recoveryMeeting, ({ asked, body }) => recovery.meeting(asked, body));
  serve(endpoints.recoveryHand, ({ asked, body }) => done(() => recovery.hand(asked, body)));
  serve(endpoints.recoveryCancel, ({ asked, body }) => done(() => recovery.cancel(asked, body)));
  serve(endpoints.recoveryAddress, ({ session, body }) => recovery.proveAddress(session, body));
  serve(endpoints.recoveryNumber, ({ session, body }) => recovery.proveNumber(session, body));
  serve(endpoints.recoveryNumberCode, ({ session, body }) => done(() => recovery.tryNumber(session, body)));
  serve(endpoints.recoveries, ({ session }) => recovery.recoveries(session));
  serve(endpoints.recoveryOrganisation, () => recovery.organisation());
  serve(endpoints.recoveryVeto, ({ session, body }) => done(() => recovery.veto(session, body)));
  serve(endpoints.recoveryDrill, ({ session, body }) => recovery.drill(session, body));
}
