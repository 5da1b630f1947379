import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../server/main.mjs', import.meta.url));

export interface StoreProcess {
  readonly pid: number;
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves with the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  return () => text;
}

/** The program as an operator starts it. */
export function startProcess(
  environment: Readonly<Record<string, string>>,
  asked: readonly string[] = [],
): StoreProcess {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LATCHKEY_')));
  const child: ChildProcess = spawn(process.execPath, [main, ...asked], {
    env: { ...own, ...environment },
    stdio: 'pipe',
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    pid: child.pid ?? 0,
    output: collect(child.stdout),
    errors: collect(child.stderr),
    ended,
    kill: (signal) => child.kill(signal),
  };
}

/** Resolves when the store answers; rejects when its process ended instead. */
export async function untilHealthy(store: StoreProcess, origin: string): Promise<void> {
  const state = { ended: false };
  void store.ended.then(() => (state.ended = true));
  for (;;) {
    if (state.ended) throw new Error(`the store ended: ${store.errors()}`);
    const isHealthy = await fetch(`${origin}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isHealthy) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
