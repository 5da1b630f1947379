import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportVariable, type FileResult, type RunReport } from './run-report.ts';
import { runAloud } from './step.ts';
import type { Outcome } from './tally.ts';

export interface SuiteOptions {
  /** Which of vitest's commands: `run` is for all files, `related` for those that the arguments lead to. */
  readonly command?: 'run' | 'related';
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs one project of vitest, with its own progress on the screen, and counts. In CI one moment of a busy machine must not
 * hold back a landing: a file in which something failed is run once more, from its beginning and with the others out of its
 * way; what passes then only is named at the end of the run.
 */
export async function runSuite(project: string, options: SuiteOptions = {}): Promise<Outcome> {
  const first = await runOnce(project, options);
  const again = process.env['CI'] ? filesToRunAgain(first) : [];
  if (again.length === 0) return outcomeOf(first);
  console.log(`\nOnce more: ${again.join(', ')}`);
  const flags = (options.args ?? []).filter((arg) => arg.startsWith('-'));
  return outcomeOf(first, await runOnce(project, { ...options, command: 'run', args: [...flags, ...again] }));
}

interface Run extends RunReport {
  readonly exitCode: number;
}

async function runOnce(project: string, { command = 'run', args = [], env = {} }: SuiteOptions): Promise<Run> {
  const folder = await mkdtemp(join(await quickFolder(), 'latchkey-run-'));
  const file = join(folder, 'report.json');
  const exitCode = await runAloud('vitest', [command, '--project', project, ...args], {
    ...env,
    TMPDIR: folder,
    [reportVariable]: file,
  });
  const report = await readReport(file);
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  return { ...report, exitCode };
}

/** What databases and profiles of tests may need, with room to spare. */
const ENOUGH_BYTES = 4 * 1024 ** 3;

/** Where tests write what they throw away: in memory where Linux has a folder for that, because the disk is what many wait for. */
async function quickFolder(): Promise<string> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return process.env['TMPDIR'] === undefined && bavail * bsize >= ENOUGH_BYTES ? memory : tmpdir();
}

async function readReport(file: string): Promise<RunReport> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunReport;
  } catch {
    return { files: [], stuck: 0, errors: [] };
  }
}

/** A run that was ended, or in which more failed than a few files, is no matter of a moment. */
const MOST_AGAIN = 8;

function filesToRunAgain({ files, stuck }: Run): string[] {
  const again = files.filter(({ failed }) => failed > 0).map(({ file }) => file);
  return stuck > 0 || again.length > MOST_AGAIN ? [] : again;
}

/** What a run came to, with what its second try came to in the place of those files. */
function outcomeOf(first: Run, second?: Run): Outcome {
  const later = new Map(second?.files.map((file) => [file.file, file]));
  const files = first.files.map((file) => later.get(file.file) ?? file);
  const sum = (pick: (file: FileResult) => number) => files.reduce((all, file) => all + pick(file), 0);
  const errors = [...first.errors, ...(second?.errors ?? [])];
  const failed = sum((file) => file.failed) + first.stuck + errors.length;
  const { exitCode } = second ?? first;
  return {
    passed: sum((file) => file.passed),
    // A crash without a failed test counts as one.
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: sum((file) => file.skipped),
    files,
    troubles: [
      ...errors.map((error) => `failed: ${error}`),
      ...files.flatMap(({ failures }) => failures).map((failure) => `failed: ${failure}`),
      ...first.files
        .filter(({ file }) => later.get(file)?.failed === 0)
        .flatMap(({ failures }) => failures)
        .map((failure) => `second try: ${failure}`),
    ],
  };
}
