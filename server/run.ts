import { LatchkeyError } from '../src/encoding/index.ts';
import { resolve } from 'node:path';
import { ConfigurationError, readConfig } from './config.ts';
import { backUp, restore } from './database/index.ts';
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

/** What an operator may ask for instead of a store: `backup FILE`, `restore FILE`. Both speak of the settings' data folder. */
function copy(command: string | undefined, file: string | undefined, rest: readonly string[]): void {
  if ((command !== 'backup' && command !== 'restore') || file === undefined || rest.length > 0) {
    throw new ConfigurationError('it takes nothing, or: backup FILE, or: restore FILE');
  }
  const { data } = readConfig(process.env);
  if (command === 'backup') {
    backUp(data, resolve(file));
    process.stdout.write(`The database is in ${resolve(file)}. The root key is not: keep a copy of it elsewhere.\n`);
    return;
  }
  const kept = restore(data, resolve(file), Date.now());
  process.stdout.write(
    `The store in ${data} is what was in ${resolve(file)}.${kept ? ` What was there before is in ${kept}.` : ''}\n`,
  );
}

/** Runs until it is stopped; ends the process with 78 and a sentence when it can't start, or can't do what it was asked. */
export async function run([command, file, ...rest]: readonly string[]): Promise<void> {
  try {
    if (command === undefined) await start();
    else copy(command, file, rest);
  } catch (error) {
    const what = command === undefined ? 'The store did not start' : `The ${command} was not made`;
    process.stderr.write(`${what}: ${sentenceOf(error)}\n`);
    process.exit(78);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof LatchkeyError) return error.message;
  return `unexpected error ${JSON.stringify(describe(error))}`;
}
