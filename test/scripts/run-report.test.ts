import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reportVariable, type FileResult, type RunReport } from '../../scripts/tasks/run-report.ts';
import { takeTurns } from '../support/turns.ts';

takeTurns();

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

/** What `runSuite` makes of some of the sample's files, as a script would call it, in CI or not. */
async function suite(files: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-sample-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const options = { args: [`--root=${sample}`, ...files], env: { SAMPLE_MARK: join(folder, 'mark') } };
  const script = `
    const { runSuite } = await import(${JSON.stringify(resolve('scripts/tasks/suite.ts'))});
    console.log(JSON.stringify(await runSuite('sample', ${JSON.stringify(options)})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, CI: '', ...env },
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

it('names the files that stand still, ends the run and counts a failure for each', async () => {
  const { code, output, report } = await run('loops.ts', 'waits.ts');
  expect(code).toBe(1);
  const [, named = ''] = output.split('These files stand still:');
  expect(named).toContain('loops.ts (last heard: ');
  expect(named).toContain('waits.ts (last heard: “never ends”)');
  expect(report).toMatchObject({ stuck: 2 });
});

it('leaves alone what comes to its end, and tells what each file took', async () => {
  const { code, output, report } = await run('ends.ts');
  expect([code, output.includes('stand still')]).toEqual([0, false]);
  const ends = { file: 'ends.ts', passed: 1, failed: 0, skipped: 0, failures: [] } satisfies Partial<FileResult>;
  expect(report).toMatchObject({ files: [ends], stuck: 0 });
});

it('fails a file that leaves the process otherwise than it found it', async () => {
  const { code, output, report } = await run('leaves.ts');
  expect(code).toBe(1);
  expect(output).toContain('This file leaves changed behind: globalThis.Request (value)');
  expect(report).toMatchObject({ files: [{ file: 'leaves.ts', passed: 1, failed: 1 }] });
});

it('names what went wrong outside of any test, and counts it for its file', async () => {
  const named =
    /^failed: rejects\.ts outside of any test, nobody waited for this, (?:during “[^”]+”, )?at .*rejects\.ts:\d+/;
  expect(await suite(['rejects.ts'], {})).toMatchObject({
    passed: 1,
    failed: 1,
    troubles: [expect.stringMatching(named) as string],
  });
});

describe('a file in which something failed', () => {
  it('is run once more in CI: what passes then is named, and counts', async () => {
    expect(await suite(['fails-at-first.ts', 'fails.ts', 'ends.ts'], { CI: 'true' })).toMatchObject({
      passed: 3,
      failed: 1,
      files: [{ file: 'ends.ts' }, { file: 'fails-at-first.ts', passed: 2, failed: 0 }, { file: 'fails.ts' }],
      troubles: [
        "failed: fails.ts > fails: expected 'this' to be 'that' // Object.is equality",
        'second try: fails-at-first.ts > fails at first: expected false to be true // Object.is equality',
      ],
    });
  });

  it('is run once more too where that was outside of any test', async () => {
    expect(await suite(['rejects-at-first.ts'], { CI: 'true' })).toMatchObject({
      passed: 1,
      failed: 0,
      troubles: [expect.stringMatching(/^second try: rejects-at-first\.ts outside of any test/) as string],
    });
  });

  it('has failed anywhere else', async () => {
    expect(await suite(['fails-at-first.ts'], {})).toMatchObject({ passed: 1, failed: 1 });
  });
});
