import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Asks a store for its health all the time, on a thread of its own: what the tests do at the same time must not count as the
 * store's slowness. Asked by its parent, it answers all times since it was asked last, in milliseconds, once there are so many
 * as it was asked for; `failed` of them had another answer than 200, or none.
 */
const { port } = workerData as { port: number };
const agent = new Agent({ keepAlive: true });
const PAUSE_MS = 2;
let times: number[] = [];
let failed = 0;

function ask(): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path: '/healthz', agent }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode === 200));
    });
    asked.once('error', () => resolve(false));
  });
}

let wanted: number | undefined;
parentPort?.on('message', (least: number) => (wanted = least));

function tell(): void {
  if (wanted === undefined || times.length < wanted) return;
  parentPort?.postMessage({ times, failed });
  [times, failed, wanted] = [[], 0, undefined];
}

for (;;) {
  const began = performance.now();
  if (!(await ask())) failed += 1;
  times.push(performance.now() - began);
  tell();
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
