import { defineConfig } from 'vitest/config';
import { RunReporter } from '../../../scripts/tasks/run-report.ts';

/** Files that go wrong, each in its own way, for the test of what notices it. */
export default defineConfig({
  test: {
    name: 'sample',
    include: ['*.ts'],
    exclude: ['vitest.config.ts'],
    testTimeout: 3_000,
    hookTimeout: 3_000,
    isolate: false,
    maxWorkers: 2,
    setupFiles: ['../../support/as-found.ts'],
    reporters: ['default', new RunReporter({ silence: 0, ending: 500 })],
  },
});
