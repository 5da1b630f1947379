import type { Connect, Line } from './line.ts';

/** A job failed. `code` is that of the work room's typed error, or `work-failed`. */
export class WorkError extends Error {
  override readonly name = 'WorkError';
  readonly code: string;
  constructor(code: string) {
    super(`The worker answered: ${code}`);
    this.code = code;
  }
}

interface Answer {
  readonly number: number;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly code?: string;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: WorkError) => void;
}

/** Asks one kind of worker, which is started when there is something to ask. */
export interface Jobs {
  /** Throws WorkError. */
  ask(kind: string, input: unknown): Promise<unknown>;
  /** Whether somebody waits for an answer. */
  isBusy(): boolean;
  /** Ends the worker and all it remembers; what was asked and not answered is rejected. */
  end(): void;
}

/** Over any connection. `idle` runs after an end. */
export function jobsOver(connect: Connect, idle: () => Promise<void>): Jobs {
  const waiting = new Map<number, Waiting>();
  let line: Promise<Line> | undefined;
  let last = 0;

  const end = (): void => {
    const ending = line;
    line = undefined;
    // A line that never opened needs no end, and who waited for it hears below.
    ending?.then((open) => open.end()).then(idle, () => undefined);
    for (const { reject } of waiting.values()) reject(new WorkError('work-failed'));
    waiting.clear();
  };
  const hear = (message: unknown): void => {
    const { number, ok, result, code } = message as Answer;
    const asked = waiting.get(number);
    waiting.delete(number);
    if (ok) asked?.resolve(result);
    else asked?.reject(new WorkError(code ?? 'work-failed'));
  };
  const ask = (kind: string, input: unknown): Promise<unknown> => {
    line ??= connect(hear, end);
    const number = ++last;
    const answered = new Promise<unknown>((resolve, reject) => waiting.set(number, { resolve, reject }));
    line.then((open) => open.post({ number, kind, input })).catch(end);
    return answered;
  };
  return { ask, isBusy: () => waiting.size > 0, end };
}
