import { defineConfig } from 'vitest/config';
import { RunReporter } from '../../../scripts/tasks/run-report.ts';

/** Files that stand still, each in its own way, for the test of what ends such a run. */
export default defineConfig({
  test: {
    include: ['*.ts'],
    exclude: ['vitest.config.ts'],
    testTimeout: 250,
    hookTimeout: 250,
    isolate: false,
    maxWorkers: 2,
    reporters: ['default', new RunReporter({ silence: 4_000, ending: 500 })],
  },
});
