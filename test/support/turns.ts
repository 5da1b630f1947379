import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeEach, expect, inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** What stands here, as git names it; empty outside of a clone. */
    commit: string;
    /** All test files of the project, whichever of them are run, in the order of their names. */
    files: readonly string[];
  }
}

/** Every third file, or member of a list, has its turn with a commit. */
const share = 3;

const run = promisify(execFile);

/** For a project's set-up: what turns are drawn by. */
export async function setup(project: TestProject): Promise<void> {
  const head = await run('git', ['rev-parse', 'HEAD']).catch(() => undefined);
  const { testFiles } = await project.globTestFiles();
  project.provide('commit', head?.stdout.trim() ?? '');
  project.provide('files', testFiles.toSorted());
}

/**
 * For walks of several people or browsers and deaths at many steps, which take long: at the head of such a file. `npm test`
 * plays every third of them, the others with other commits; `npm run proof`, and whoever names a file to vitest, plays all.
 */
export function takeTurns(): void {
  if (!isTurn()) beforeEach(({ skip }) => skip('has its turn with other commits, and in npm run proof'));
}

/** Whether the file that is being read has its turn. */
export function isTurn(): boolean {
  return !areTurnsTaken() || hasTurn(inject('commit'), placeOfFile());
}

/** Whether the file of this place among all has its turn with this commit. */
export function hasTurn(commit: string, place: number): boolean {
  return (byteOf(commit, 2) + place) % share === 0;
}

/** Of many members of one kind those whose turn it is: `npm test` plays every third one, the others with other commits. */
export function inTurn<Member>(members: readonly Member[]): readonly Member[] {
  return areTurnsTaken() ? members.filter((_, at) => (byteOfCommit(1) + at) % share === 0) : members;
}

/** By `npm test` alone. */
function areTurnsTaken(): boolean {
  return process.env['LATCHKEY_TURNS'] === '1';
}

/** Which of all files of its project, in the order of their names, is being read. */
export function placeOfFile(): number {
  return inject('files').indexOf(expect.getState().testPath ?? '');
}

/** Drawn by the commit, the same for everybody who tests it. */
export function byteOfCommit(at: number): number {
  return byteOf(inject('commit'), at);
}

function byteOf(commit: string, at: number): number {
  return createHash('sha256').update(commit).digest()[at] ?? 0;
}
