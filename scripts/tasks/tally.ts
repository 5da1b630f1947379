/** How many checks and test cases passed and failed; what a run ends with. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  add(result: { readonly passed: number; readonly failed: number; readonly skipped?: number }): void {
    this.passed += result.passed;
    this.failed += result.failed;
    this.skipped += result.skipped ?? 0;
  }

  addCheck(ok: boolean): void {
    this.add(ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }

  /** The plain closing line, and the exit code that goes with it. A run in which nothing passed has not passed. */
  close(): void {
    const skipped = this.skipped > 0 ? `, ${String(this.skipped)} skipped` : '';
    console.log(`${String(this.passed)} passed, ${String(this.failed)} failed${skipped}`);
    process.exitCode = this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
