import { jobsOver } from './jobs.ts';
import type { Connect } from './line.ts';
import { closeOffscreen } from './offscreen.ts';
import { connectTo } from './worker.ts';

interface Start {
  readonly state: string;
  readonly request: string;
}

interface Finish {
  readonly password: string;
  readonly state: string;
  readonly response: string;
  /** Argon2id's parameters as the library takes them. */
  readonly keyStretching: object;
}

/** The client's half of OPAQUE (RFC 9807), in a worker of its own: its 430 kB are loaded for a sign-in and no unlock. */
export interface OpaqueWork {
  startRegistration(password: string): Promise<Start>;
  finishRegistration(input: Finish): Promise<{ readonly record: string; readonly storeKey: string }>;
  startLogin(password: string): Promise<Start>;
  /** Null: wrong password, or nobody there. */
  finishLogin(
    input: Finish,
  ): Promise<{ readonly finish: string; readonly sessionKey: string; readonly storeKey: string } | null>;
}

/** Between a start and its finish lies one request to a store; what takes longer starts a new worker. */
const KEPT_MS = 15_000;

/** Starts a worker when there is something to prove, and ends it after. Every method throws WorkError. */
export function createOpaque(): OpaqueWork {
  return opaqueOver(connectTo('opaque'), closeOffscreen);
}

/** The same over any connection. */
export function opaqueOver(connect: Connect, idle: () => Promise<void>, kept = KEPT_MS): OpaqueWork {
  const jobs = jobsOver(connect, idle);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const endSoon = (milliseconds: number): void => {
    clearTimeout(timer);
    if (jobs.isBusy()) return;
    if (milliseconds > 0) timer = setTimeout(() => endSoon(0), milliseconds);
    else jobs.end();
  };
  const ask = async <T>(kind: string, input: object, keep: number): Promise<T> => {
    try {
      return (await jobs.ask(kind, input)) as T;
    } finally {
      // Its memory has the password, and what was derived of it: it ends with the finish, or when none follows.
      endSoon(keep);
    }
  };
  return {
    startRegistration: (password) => ask('startRegistration', { password }, kept),
    finishRegistration: (input) => ask('finishRegistration', input, 0),
    startLogin: (password) => ask('startLogin', { password }, kept),
    finishLogin: (input) => ask('finishLogin', input, 0),
  };
}
