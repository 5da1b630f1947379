import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';

/** What became of one file. */
export interface FileResult {
  readonly file: string;
  /** Loading it, its hooks and its tests, in milliseconds. */
  readonly ms: number;
  readonly passed: number;
  /** A file that broke without a failed test counts as one. */
  readonly failed: number;
  readonly skipped: number;
  /** What failed, with the first line of its error. */
  readonly failures: readonly string[];
}

/** What one run of vitest came to. */
export interface RunReport {
  readonly files: readonly FileResult[];
  /** How many files stood still until the run was ended; more may not have been begun. */
  readonly stuck: number;
  /** What went wrong outside of any test and file, a line each; what a file's own promises did is a failure of that file. */
  readonly errors: readonly string[];
}

/** The variable that names the file into which the report is written. */
export const reportVariable = 'LATCHKEY_RUN_REPORT';

/** How often a run is looked at, in milliseconds. */
const LOOK_MS = 500;

export interface Patience {
  /** How long nothing may happen beyond twice what any one test or hook may take, in milliseconds: a busy machine is slow. */
  readonly silence: number;
  /** How long a run may take to end once it was told to, in milliseconds. */
  readonly ending: number;
}

function resultOf(module: TestModule): FileResult {
  const { relativeModuleId: file, children } = module;
  const count = (state: 'passed' | 'failed' | 'skipped') => [...children.allTests(state)].length;
  const { collectDuration, duration } = module.diagnostic();
  const isBroken = module.state() === 'failed' && count('failed') === 0;
  return {
    file,
    ms: collectDuration + duration,
    passed: count('passed'),
    failed: count('failed') + Number(isBroken),
    skipped: count('skipped'),
    failures: [
      ...(isBroken ? [`${file}: ${firstLine(module.errors())}`] : []),
      ...[...children.allTests('failed')].map(
        (test) => `${file} > ${test.fullName}: ${firstLine(test.result().errors ?? [])}`,
      ),
    ],
  };
}

function firstLine(errors: readonly { readonly message: string }[]): string {
  const [line = ''] = (errors[0]?.message ?? '').split('\n');
  return line;
}

type Stray = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1][number];

/** An error that no test waited for: with the test that ran just then, and the first places it came through. */
function strayLine(error: Stray): string {
  const { VITEST_TEST_NAME: test } = error;
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node_modules'));
  const through = places.slice(0, 4).map((line) => line.trim());
  return [
    'outside of any test',
    firstLine([error]),
    ...(typeof test === 'string' ? [`during “${test}”`] : []),
    ...through,
  ]
    .join(', ')
    .replaceAll(`${process.cwd()}/`, '');
}

/** The file's result with what went wrong outside of its tests, each as one that failed. */
function withStrays(result: FileResult, strays: readonly Stray[]): FileResult {
  const failures = strays.map((error) => `${result.file} ${strayLine(error)}`);
  return { ...result, failed: result.failed + strays.length, failures: [...result.failures, ...failures] };
}

/**
 * Follows a run: counts and times it for the tally, and ends it when nothing has happened for so long that a file must
 * stand still. Timeouts of tests can't see to that: a worker that loops never comes to its timer.
 */
export class RunReporter implements Reporter {
  readonly #patience: Patience;
  #vitest: Vitest | undefined;
  #open = new Map<string, { readonly module: TestModule; doing: string }>();
  #files = 0;
  #stuck = 0;
  #heard = 0;
  #limit = 0;
  #look: NodeJS.Timeout | undefined;

  constructor(patience: Patience = { silence: 120_000, ending: 10_000 }) {
    this.#patience = patience;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(files: readonly TestSpecification[]): void {
    this.#open.clear();
    this.#files = files.length;
    this.#stuck = 0;
    this.#limit = 0;
    this.#heard = performance.now();
    clearInterval(this.#look);
    this.#look = setInterval(() => this.#watch(), LOOK_MS).unref();
  }

  onTestModuleQueued(module: TestModule): void {
    const { testTimeout, hookTimeout } = module.project.config;
    this.#limit = Math.max(this.#limit, 2 * Math.max(testTimeout, hookTimeout) + this.#patience.silence);
    this.#begin(module, 'being loaded');
  }

  onTestModuleCollected(module: TestModule): void {
    this.#begin(module, 'before its first test');
  }

  onHookStart({ name, entity }: Parameters<NonNullable<Reporter['onHookStart']>>[0]): void {
    const module = entity.type === 'module' ? entity : entity.module;
    this.#begin(module, entity.type === 'module' ? name : `${name} of “${entity.fullName}”`);
  }

  onTestCaseReady(test: Parameters<NonNullable<Reporter['onTestCaseReady']>>[0]): void {
    this.#begin(test.module, `“${test.fullName}”`);
  }

  onTestCaseResult(test: Parameters<NonNullable<Reporter['onTestCaseResult']>>[0]): void {
    this.#begin(test.module, `after “${test.fullName}”`);
  }

  onTestModuleEnd(module: TestModule): void {
    this.#heard = performance.now();
    this.#open.delete(module.id);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly Stray[]): void {
    clearInterval(this.#look);
    this.#write(modules, errors);
  }

  #begin(module: TestModule, doing: string): void {
    this.#heard = performance.now();
    this.#open.set(module.id, { module, doing });
  }

  #watch(): void {
    if (this.#limit === 0 || performance.now() - this.#heard < this.#limit) return;
    clearInterval(this.#look);
    const still = [...this.#open.values()];
    this.#stuck = still.length;
    console.error(`\nNothing has happened for ${String(Math.round(this.#limit / 1_000))} s. These files stand still:`);
    for (const { module, doing } of still) console.error(`  ${module.relativeModuleId} (last heard: ${doing})`);
    const modules = this.#vitest?.state.getTestModules() ?? [];
    console.error(`${String(this.#files - modules.length)} files were not begun. The run is ended.`);
    process.exitCode = 1;
    this.#write(modules);
    // A worker that loops doesn't hear that it is over. Vitest has somebody who ends those of a run that is gone.
    setTimeout(() => process.exit(1), this.#patience.ending).unref();
    void this.#vitest?.cancelCurrentRun('test-failure');
  }

  #write(modules: readonly TestModule[], strays: readonly Stray[] = []): void {
    const path = process.env[reportVariable];
    if (path === undefined) return;
    const of = (file?: string) =>
      strays.filter(({ VITEST_TEST_PATH: at }) => (file === undefined ? !paths.has(at) : at === file));
    const paths = new Set<unknown>(modules.map(({ moduleId }) => moduleId));
    const files = modules.map((module) => withStrays(resultOf(module), of(module.moduleId)));
    const report: RunReport = { files, stuck: this.#stuck, errors: of().map((error) => strayLine(error)) };
    writeFileSync(path, JSON.stringify(report));
  }
}
