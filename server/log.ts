import { LatchkeyError } from '../src/encoding/index.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What may stand in a log line: names of our own and numbers. Never an address, an account, a token, a body. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/** One JSON object a line. */
export function createLog(least: LogLevel, write: (line: string) => void, clock: () => number): Log {
  const threshold = logLevels.indexOf(least);
  return (level, event, fields = {}) => {
    if (logLevels.indexOf(level) < threshold) return;
    write(`${JSON.stringify({ time: new Date(clock()).toISOString(), level, event, ...fields })}\n`);
  };
}

/** Where an unexpected error came from. Its message is left out unless it is ours: others quote what they were given. */
export function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const message = error instanceof LatchkeyError ? { message: error.message } : {};
  return {
    error: error.constructor.name,
    ...code,
    ...message,
    at: places.slice(0, 6).join(' | ').replace(/\s+/g, ' '),
  };
}
