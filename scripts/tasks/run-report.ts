import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';

/** What a file took, in milliseconds: loading it, its hooks and its tests. */
export interface FileTime {
  readonly file: string;
  readonly ms: number;
}

/** What one run of vitest came to. */
export interface RunReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly files: readonly FileTime[];
  /** What failed, and what passed at its second try only, each with the first line of its error. */
  readonly troubles: readonly string[];
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

function count({ children }: TestModule, state: 'passed' | 'failed' | 'skipped'): number {
  return [...children.allTests(state)].length;
}

function troublesOf({ relativeModuleId, children }: TestModule): string[] {
  return [...children.allTests()].flatMap((test) => {
    const { state, errors } = test.result();
    if (state === 'skipped' || state === 'pending' || errors === undefined || errors.length === 0) return [];
    const [line = ''] = (errors[0]?.message ?? '').split('\n');
    return [`${state === 'failed' ? 'failed' : 'second try'}: ${relativeModuleId} > ${test.fullName}: ${line}`];
  });
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

  onTestRunEnd(modules: readonly TestModule[]): void {
    clearInterval(this.#look);
    this.#write(modules);
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

  #write(modules: readonly TestModule[]): void {
    const path = process.env[reportVariable];
    if (path === undefined) return;
    const broken = modules.filter((module) => module.state() === 'failed' && count(module, 'failed') === 0);
    const sum = (state: 'passed' | 'failed' | 'skipped') => modules.reduce((all, one) => all + count(one, state), 0);
    const files = modules.map((module) => {
      const { collectDuration, duration } = module.diagnostic();
      return { file: module.relativeModuleId, ms: collectDuration + duration };
    });
    const failed = sum('failed') + Math.max(broken.length, this.#stuck);
    const report: RunReport = {
      passed: sum('passed'),
      failed,
      skipped: sum('skipped'),
      files,
      troubles: modules.flatMap(troublesOf),
    };
    writeFileSync(path, JSON.stringify(report));
  }
}
