import type { FileResult } from './run-report.ts';

/** What a file took, in milliseconds. */
type FileTime = Pick<FileResult, 'file' | 'ms'>;

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  readonly files?: readonly FileTime[];
  /** What failed, and what passed at its second try only. */
  readonly troubles?: readonly string[];
}

const slowest = 5;

const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`.padStart(9);

/** How many checks and test cases passed and failed, and what each part took; what a run ends with. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly #parts: { readonly title: string; readonly ms: number }[] = [];
  readonly #files: FileTime[] = [];
  readonly #troubles: string[] = [];

  /** Does one part under its heading, and keeps how long it took. */
  async part(title: string, work: () => Promise<void>): Promise<void> {
    console.log(`\n── ${title}`);
    const since = performance.now();
    await work();
    this.#parts.push({ title, ms: performance.now() - since });
  }

  add({ passed, failed, skipped = 0, files = [], troubles = [] }: Outcome): void {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    this.#files.push(...files);
    this.#troubles.push(...troubles);
  }

  addCheck(title: string, ok: boolean): void {
    this.add(ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, troubles: [`failed: ${title}`] });
  }

  /** What took how long, the plain closing line, and the exit code that goes with it. A run in which nothing passed has not passed. */
  close(): void {
    const total = this.#parts.reduce((sum, { ms }) => sum + ms, 0);
    console.log(`\n── Time`);
    for (const { title, ms } of [...this.#parts, { title: 'all', ms: total }])
      console.log(`${inSeconds(ms)}  ${title}`);
    const files = this.#files.toSorted((a, b) => b.ms - a.ms).slice(0, slowest);
    if (files.length > 0) console.log('The slowest files:');
    for (const { file, ms } of files) console.log(`${inSeconds(ms)}  ${file}`);
    if (this.#troubles.length > 0)
      console.log(`\n── What failed, or needed a second try\n${this.#troubles.join('\n')}`);
    const skipped = this.skipped > 0 ? `, ${String(this.skipped)} skipped` : '';
    console.log(`\n${String(this.passed)} passed, ${String(this.failed)} failed${skipped}`);
    process.exitCode = this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
