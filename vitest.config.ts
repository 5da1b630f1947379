import { defineConfig } from 'vitest/config';
import { RunReporter } from './scripts/tasks/run-report.ts';

export default defineConfig({
  test: {
    reporters: ['default', new RunReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: ['test/support/turns.ts'],
          setupFiles: ['test/support/as-found.ts'],
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/hostile-page/**', 'test/foreign/**', 'test/bench/**', 'test/pages/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // They wait for databases and for the platform's threads: two leave a third of two cores idle.
          maxWorkers: 3,
          // A module is loaded once for all files of a worker: no test replaces one, and most of the time went into loading.
          isolate: false,
        },
      },
      {
        test: { name: 'foreign', include: ['test/foreign/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        test: {
          name: 'e2e',
          globalSetup: ['test/support/turns.ts', 'test/e2e/support/builds.ts'],
          include: ['test/e2e/**/*.test.ts', 'test/hostile-page/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // A browser test waits more than it works: three at a time keep two cores busy. In CI, on machines that may be slower by
          // far, one less: what waits for a core is taken for lost.
          maxWorkers: process.env['CI'] ? 2 : 3,
          // A browser serves one file after another, as long as its worker lives.
          isolate: false,
        },
      },
    ],
  },
});
