import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportVariable, type RunReport } from './run-report.ts';
import { runAloud } from './step.ts';

async function readReport(file: string): Promise<RunReport> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunReport;
  } catch {
    return { passed: 0, failed: 0, skipped: 0, files: [], troubles: [] };
  }
}

export interface SuiteOptions {
  /** Which of vitest's commands: `run` is for all files, `related` for those that the arguments lead to. */
  readonly command?: 'run' | 'related';
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs one project of vitest, with its own progress on the screen, and counts. A crash without a failed test counts as one. */
export async function runSuite(project: string, options: SuiteOptions = {}): Promise<RunReport> {
  const { command = 'run', args = [], env = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-report-'));
  const file = join(folder, 'report.json');
  const exitCode = await runAloud('vitest', [command, '--project', project, ...args], {
    ...env,
    [reportVariable]: file,
  });
  const report = await readReport(file);
  await rm(folder, { recursive: true, force: true });
  return { ...report, failed: exitCode !== 0 && report.failed === 0 ? 1 : report.failed };
}
