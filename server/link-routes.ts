import { endpoints } from '../src/wire/index.ts';
import type { Accounts, Granted, Session } from './accounts/index.ts';
import { Rendezvous } from './devices/index.ts';
import type { Serve } from './http/index.ts';
import { done } from './http/index.ts';

/** What an old browser leaves for a new one: seals that the store can't open, and a sign-in. */
interface Handed {
  readonly granted: Granted;
  readonly about: string;
  readonly key: string;
  readonly lookup?: string;
}

/** Where the two browsers of a linking meet (protocol 6.3). */
export function serveLink(serve: Serve<Session>, accounts: Accounts, clock: () => number): void {
  const meetings = new Rendezvous<Handed>(clock);
  const by = ({ account, number }: Session) => ({ account, session: number });
  serve(endpoints.linkOpen, async ({ asked, body }) => {
    await accounts.countLink(asked);
    return meetings.open(body.rendezvous);
  });
  serve(endpoints.linkLook, ({ body }) => meetings.look(body));
  serve(endpoints.linkReply, ({ body }) => done(() => meetings.reply(body, body.request)));
  serve(endpoints.linkTake, async ({ body }) => {
    const { granted, ...handed } = meetings.take(body);
    return { signedIn: await accounts.enterGranted(granted), ...handed };
  });
  serve(endpoints.linkStop, ({ body }) => done(() => meetings.stop(body)));
  serve(endpoints.linkAnswer, async ({ session, body }) => {
    await accounts.countLinkAnswer(session);
    return meetings.answer(by(session), body.rendezvous, body.answer);
  });
  serve(endpoints.linkHear, ({ session, body }) => meetings.hear(by(session), body.rendezvous));
  serve(endpoints.linkGrant, async ({ session, body }) => {
    const { about, key, ...signed } = body;
    const granted = await accounts.checkGrant(session, signed);
    const named = signed.lookup === undefined ? {} : { lookup: signed.lookup };
    return done(() => meetings.grant(by(session), body.rendezvous, body.signature, { granted, about, key, ...named }));
  });
  serve(endpoints.linkRefuse, ({ session, body }) => done(() => meetings.refuse(by(session), body.rendezvous)));
}
