import { afterAll, afterEach, describe } from 'vitest';
import { selectedKinds, type BrowserKind } from '../../support/browsers.ts';
import { startSession, type Session } from './session.ts';

/** A browser with the extension just installed, until the block that it was handed to ends. */
export type Launch = () => Promise<Session>;

type Define = (launch: Launch, kind: BrowserKind) => void;

/** A browser test is written once and runs in every browser. */
export function describeBrowsers(name: string, define: Define): void {
  describeIn(selectedKinds(), name, define);
}

/**
 * For what is inside our own pages, where one browser is like the other: `npm test` looks in one of them, `npm run proof`
 * (LATCHKEY_RUNS) in every one.
 */
export function describePages(name: string, define: Define): void {
  const kinds = selectedKinds();
  describeIn(process.env['LATCHKEY_RUNS'] ? kinds : kinds.slice(0, 1), name, define);
}

function describeIn(kinds: readonly BrowserKind[], name: string, define: Define): void {
  for (const kind of kinds) {
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
