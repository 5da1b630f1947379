import { LatchkeyError } from '../src/encoding/index.ts';
import { doAsked } from './asked.ts';
import { readConfig } from './config.ts';
import { DatabaseAwayError } from './database/index.ts';
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

/** Ends the process with 78 where it is to be told otherwise first, with 75 where the database may come back by itself. */
const [ASKED_WRONGLY, LATER] = [78, 75];

/** Runs until it is stopped; ends the process with a sentence when it can't start, or can't do what it was asked. */
export async function run(asked: readonly string[]): Promise<void> {
  const [command] = asked;
  try {
    if (command === undefined) await start();
    else process.stdout.write(`${await doAsked(asked)}\n`);
  } catch (error) {
    const what = command === undefined ? 'The store did not start' : `The ${command} was not made`;
    process.stderr.write(`${what}: ${sentenceOf(error)}\n`);
    process.exit(error instanceof DatabaseAwayError ? LATER : ASKED_WRONGLY);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof LatchkeyError) return error.message;
  return `unexpected error ${JSON.stringify(describe(error))}`;
}
