import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reportVariable, type RunReport } from '../../scripts/tasks/run-report.ts';

const vitest = resolve('node_modules/vitest/vitest.mjs');
const sample = join(import.meta.dirname, 'sample');

/** Runs some of the sample's files in a vitest of their own. */
async function run(...files: string[]): Promise<{ code: number | null; output: string; report: RunReport }> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-sample-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'report.json');
  const env = { ...process.env, [reportVariable]: path };
  const child = spawn(process.execPath, [vitest, 'run', '--root', sample, ...files], { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output, report: JSON.parse(await readFile(path, 'utf8')) as RunReport };
}

it('names the files that stand still, ends the run and counts a failure for each', async () => {
  const { code, output, report } = await run('loops.ts', 'waits.ts');
  expect(code).toBe(1);
  const [, named = ''] = output.split('These files stand still:');
  expect(named).toContain('loops.ts (last heard: ');
  expect(named).toContain('waits.ts (last heard: “never ends”)');
  expect(report).toMatchObject({ failed: 2 });
});

it('leaves alone what comes to its end, and tells what each file took', async () => {
  const { code, output, report } = await run('ends.ts');
  expect([code, output.includes('stand still')]).toEqual([0, false]);
  expect(report).toMatchObject({ passed: 1, failed: 0, skipped: 0, files: [{ file: 'ends.ts' }], troubles: [] });
});

it('fails a file that leaves the process otherwise than it found it', async () => {
  const { code, output, report } = await run('leaves.ts');
  expect(code).toBe(1);
  expect(output).toContain('This file leaves changed behind: globalThis.Request (value)');
  expect(report).toMatchObject({ passed: 1, failed: 1 });
});

it('tells what failed, and what passed at its second try only', async () => {
  const { report } = await run('fails.ts');
  expect(report).toMatchObject({ passed: 1, failed: 1 });
  expect(report.troubles).toEqual([
    "failed: fails.ts > fails: expected 'this' to be 'that' // Object.is equality",
    'second try: fails.ts > fails at first: expected 1 to be 2 // Object.is equality',
  ]);
});
