import { afterAll, afterEach, describe, it } from 'vitest';
import { selectedKinds, type BrowserKind } from '../../support/browsers.ts';
import { byteOfCommit, isTurn, placeOfFile } from '../../support/turns.ts';
import { startSession, type Session } from './session.ts';

/** A browser with the extension just installed, until the block that it was handed to ends. */
type Launch = () => Promise<Session>;

type Define = (launch: Launch, kind: BrowserKind) => void;

/** For what each browser does in its own way, and little else: written once, always played in every browser. */
export function describeBrowsers(name: string, define: Define): void {
  describeIn(selectedKinds(), name, define);
}

/**
 * For what is to hold in both, and mostly by the same lines: `npm test` plays a file in one of them, which one changes with
 * the commit; `npm run proof` (LATCHKEY_RUNS) in every one.
 */
export function describeEither(name: string, define: Define): void {
  const kinds = selectedKinds();
  describeIn(process.env['LATCHKEY_RUNS'] ? kinds : kinds.filter((_, at) => at === turnOf(kinds.length)), name, define);
}

/**
 * For flows of several people or browsers, which take minutes each, and others beside the main ones: every third such file has
 * its turn with a commit (turns.ts).
 */
export function describeInTurn(name: string, define: Define): void {
  if (isTurn()) describeEither(name, define);
  else describe.skip(name, () => it('has its turn with other commits, and in npm run proof'));
}

/** Whose turn it is among so many: every second file another's, and each file's with about every second commit. */
function turnOf(count: number): number {
  return (byteOfCommit(0) + placeOfFile()) % count;
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
