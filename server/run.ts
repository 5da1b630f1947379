import { LatchkeyError } from '../src/encoding/index.ts';
import { readConfig } from './config.ts';
import { createLog, describe } from './log.ts';
import type { RunningStore } from './start.ts';
import { startStore } from './start.ts';

/** Starts a store as the environment says, and stops it on SIGTERM or SIGINT (a second one doesn't wait). */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.log, (line) => process.stdout.write(line), Date.now);
  process.on('uncaughtException', (error) => {
    // Nothing of ours is known to be whole any more; what was acknowledged is on disk.
    log('error', 'crashed', describe(error));
    process.exit(70);
  });
  const running = await startStore(config, log);
  stopOnSignal(running);
}

function stopOnSignal(running: RunningStore): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Runs until it is stopped; ends the process with 78 and a sentence when it can't start. */
export async function run(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`The store did not start: ${sentenceOf(error)}\n`);
    process.exit(78);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof LatchkeyError) return error.message;
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return `${isTaken ? 'the port is taken' : 'unexpected error'} ${JSON.stringify(describe(error))}`;
}
