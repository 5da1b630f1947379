import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { settings } from '../../server/settings.ts';
import { endpoints } from '../../src/wire/index.ts';

const main = fileURLToPath(new URL('../../server/main.mjs', import.meta.url));
const port = 8787;
/** The store's own default, as `npm run store` has it: it is the same store, whoever starts it. */
const data = settings.data.standard;

/** Where a store answers that is started without any settings. */
export const storeOrigin = `http://localhost:${String(port)}`;

/** A port that takes the connection and then says nothing is taken all the same. */
const ANSWER_MS = 3_000;
const START_MS = 20_000;

/** A store for as long as the browser stays. */
export interface LocalStore {
  readonly origin: string;
  stop(): Promise<void>;
}

/** What answers there: a store that our extension takes under this address, something else, or nothing. */
async function whatIsThere(): Promise<'store' | 'other' | 'nothing'> {
  try {
    const response = await fetch(storeOrigin + endpoints.store.path, { signal: AbortSignal.timeout(ANSWER_MS) });
    const said = v.safeParse(endpoints.store.answer, await response.json());
    return said.success && said.output.origin === storeOrigin ? 'store' : 'other';
  } catch (error) {
    // `fetch` wraps what the socket said; JSON that is none, or silence, comes from somebody.
    return error instanceof TypeError ? 'nothing' : 'other';
  }
}

/** A store on its usual port, with what it kept of earlier starts; undefined, and said why, where that can't be. */
export async function startLocalStore(): Promise<LocalStore | undefined> {
  const there = await whatIsThere();
  if (there === 'nothing') return startOwn();
  if (there === 'store') {
    console.log(`\nA store runs at ${storeOrigin} already: it is used, and left running.`);
    return { origin: storeOrigin, stop: () => Promise.resolve() };
  }
  console.log(`\nPort ${String(port)} is in use by something else. The extension works without a store.`);
  return undefined;
}

async function startOwn(): Promise<LocalStore | undefined> {
  const child = launch();
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  if (await answers(child)) {
    console.log(`\nA store runs at ${storeOrigin} and keeps its data in ${data}`);
    return { origin: storeOrigin, stop };
  }
  await stop();
  console.log(`\nThere is no store at ${storeOrigin} this time. The extension works without one.`);
  return undefined;
}

function launch(): ChildProcess {
  // What somebody has set for a store of their own isn't meant for this one.
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('LATCHKEY_'));
  const own = { LATCHKEY_DATA: resolve(data), LATCHKEY_PORT: String(port), LATCHKEY_LOG: 'error' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...Object.fromEntries(others), ...own },
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C in a terminal would reach it beside our own signal, and a second signal ends a store without grace.
    detached: process.platform !== 'win32',
  });
  process.once('exit', () => child.kill('SIGTERM'));
  return child;
}

/** Waits until it answers; false if it ended before, or doesn't come. */
async function answers(child: ChildProcess): Promise<boolean> {
  const late = performance.now() + START_MS;
  while (child.exitCode === null && child.signalCode === null && performance.now() < late) {
    if ((await whatIsThere()) === 'store') return true;
    await delay(50);
  }
  return false;
}
