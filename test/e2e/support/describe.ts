import { createHash } from 'node:crypto';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { selectedKinds, type BrowserKind } from '../../support/browsers.ts';
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
 * For flows of several people or browsers, which take minutes each: `npm test` plays every third such file, the others with
 * other commits; `npm run proof` (LATCHKEY_RUNS) plays all, in every browser.
 */
export function describeInTurn(name: string, define: Define): void {
  if (process.env['LATCHKEY_RUNS'] || (byteOfCommit(2) + placeOfFile()) % 3 === 0) describeEither(name, define);
  else describe.skip(name, () => it('is played with other commits, and by npm run proof'));
}

/** Whose turn it is among so many: every second file another's, and each file's with about every second commit. */
function turnOf(count: number): number {
  return (byteOfCommit(0) + placeOfFile()) % count;
}

/** Which of all browser test files, in the order of their names, is being read. */
function placeOfFile(): number {
  return inject('files').indexOf(expect.getState().testPath ?? '');
}

/**
 * Of many members of one kind those whose turn it is: `npm test` plays every third one, the others with other commits;
 * `npm run proof` (LATCHKEY_RUNS) plays all.
 */
export function inTurn<Member>(members: readonly Member[]): readonly Member[] {
  return process.env['LATCHKEY_RUNS'] ? members : members.filter((_, at) => (byteOfCommit(1) + at) % 3 === 0);
}

/** Drawn by the commit, the same for everybody who tests it. */
function byteOfCommit(at: number): number {
  return createHash('sha256').update(inject('commit')).digest()[at] ?? 0;
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
