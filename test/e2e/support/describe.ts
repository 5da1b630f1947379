import { afterAll, afterEach, describe } from 'vitest';
import { selectedKinds, type BrowserKind } from '../../support/browsers.ts';
import { startSession, type Session } from './session.ts';

/** A browser with the extension just installed, until the block that it was handed to ends. */
export type Launch = () => Promise<Session>;

/** A browser test is written once and runs in every browser. */
export function describeBrowsers(name: string, define: (launch: Launch, kind: BrowserKind) => void): void {
  for (const kind of selectedKinds()) {
    describe(`${name} (${kind})`, () => {
      const sessions: Session[] = [];
      let wellKept = true;
      afterEach(({ task }) => {
        if (task.result?.state === 'fail') wellKept = false;
      });
      afterAll(async () => {
        await Promise.all(sessions.map((session) => session.close(wellKept)));
      });
      define(async () => {
        const session = await startSession(kind);
        sessions.push(session);
        return session;
      }, kind);
    });
  }
}
