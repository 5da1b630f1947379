import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

export interface Health {
  /** Milliseconds. */
  readonly median: number;
  readonly longest: number;
  readonly answers: number;
  /** Answers other than 200, or none. */
  readonly failed: number;
}

/** Watches how a store answers about its health; ends with the test. */
export function watchHealth(port: number): { since(least?: number): Promise<Health> } {
  const worker = new Worker(new URL('health-worker.ts', import.meta.url), { workerData: { port } });
  onTestFinished(async () => {
    await worker.terminate();
  });
  return {
    /** How it was since this was asked last; `least`: answers that it takes to say. */
    since: (least = 1) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject);
        worker.once('message', ({ times, failed }: { times: number[]; failed: number }) => {
          worker.off('error', reject);
          resolve(summary(times, failed));
        });
        worker.postMessage(least);
      }),
  };
}

function summary(times: readonly number[], failed: number): Health {
  const sorted = times.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  return { median, longest: sorted.at(-1) ?? Infinity, answers: sorted.length, failed };
}
