import { spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface StepResult {
  readonly ok: boolean;
  readonly output: string;
}

const exitCodeOf = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal ? constants.signals[signal] : 0);

/** Runs a command of node_modules/.bin or the system, its output kept for whoever needs it. */
export function runQuietly(command: string, args: readonly string[]): Promise<StepResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer) => chunks.push(chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ ok: false, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** Runs a command whose output is the progress that a person watches. */
export function runAloud(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      shell: process.platform === 'win32',
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code, signal) => {
      resolve(exitCodeOf(code, signal));
    });
  });
}

export const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A check that passes or fails as a whole: one line if it passes, its own words if it doesn't. */
export async function check(title: string, command: string, args: readonly string[]): Promise<boolean> {
  const since = performance.now();
  const { ok, output } = await runQuietly(command, args);
  console.log(`${ok ? '✓' : '✗'} ${title} (${seconds(since)})`);
  if (!ok) console.log(output.trimEnd());
  return ok;
}
