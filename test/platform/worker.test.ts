import { describe, expect, it } from 'vitest';
import type { Connect } from '../../src/platform/workers/line.ts';
import { workOver } from '../../src/platform/workers/worker.ts';

interface Posted {
  readonly number: number;
  readonly kind: string;
}

/** Workers that answer when the test says so. */
function workers() {
  const posted: Posted[] = [];
  const log: string[] = [];
  let hear: (message: unknown) => void = () => {};
  let broken = () => {};
  const connect: Connect = (hears, breaks) => {
    log.push('open');
    hear = hears;
    broken = breaks;
    return Promise.resolve({ post: (job) => posted.push(job as Posted), end: () => log.push('end') });
  };
  const idle = () => Promise.resolve(void log.push('idle'));
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    work: workOver(connect, idle),
    posted,
    log,
    settle,
    answer: (message: object) => hear(message),
    breakDown: () => broken(),
  };
}

const bytes = new Uint8Array(32);
const parameters = { salt: new Uint8Array(16), t: 3, m: 65_536, p: 4 } as const;

describe('work', () => {
  it('starts nothing before there is something to do', () => {
    expect(workers().log).toEqual([]);
  });

  it('ends the worker after a stretch, for its memory holds what was derived', async () => {
    const { work, posted, log, settle, answer } = workers();
    const stretching = work.stretch(bytes, parameters);
    await settle();
    expect(posted).toMatchObject([{ kind: 'stretch', number: 1 }]);
    answer({ number: 1, ok: true, result: bytes });
    expect(await stretching).toBe(bytes);
    await settle();
    expect(log).toEqual(['open', 'end', 'idle']);
  });

  it('keeps it while somebody still waits', async () => {
    const { work, log, settle, answer } = workers();
    const [first, second] = [work.stretch(bytes, parameters), work.stretch(bytes, parameters)];
    await settle();
    answer({ number: 2, ok: true, result: bytes });
    await second;
    expect(log).toEqual(['open']);
    answer({ number: 1, ok: true, result: bytes });
    await first;
    await settle();
    expect(log).toEqual(['open', 'end', 'idle']);
  });

  it('keeps it between estimates, which come with every keystroke', async () => {
    const { work, log, settle, answer } = workers();
    for (const number of [1, 2]) {
      const estimating = work.estimate('p', []);
      await settle();
      answer({ number, ok: true, result: { guesses: 1, score: 0 } });
      expect(await estimating).toEqual({ guesses: 1, score: 0 });
    }
    expect(log).toEqual(['open']);
    work.end();
    await settle();
    expect(log).toEqual(['open', 'end', 'idle']);
  });

  it('gives the code of what went wrong', async () => {
    const { work, settle, answer } = workers();
    const stretching = work.stretch(bytes, parameters);
    await settle();
    answer({ number: 1, ok: false, code: 'stretch-parameters' });
    await expect(stretching).rejects.toMatchObject({ code: 'stretch-parameters' });
  });

  it('rejects everybody when the worker breaks, and starts another for the next', async () => {
    const { work, log, settle, answer, breakDown } = workers();
    const both = Promise.allSettled([work.stretch(bytes, parameters), work.estimate('p', [])]);
    await settle();
    breakDown();
    expect(await both).toMatchObject([{ reason: { code: 'work-failed' } }, { reason: { code: 'work-failed' } }]);
    const again = work.stretch(bytes, parameters);
    await settle();
    answer({ number: 3, ok: true, result: bytes });
    expect(await again).toBe(bytes);
    expect(log.filter((line) => line === 'open')).toHaveLength(2);
  });

  it('rejects when no worker can be started', async () => {
    const work = workOver(
      () => Promise.reject(new Error('no worker here')),
      () => Promise.resolve(),
    );
    await expect(work.stretch(bytes, parameters)).rejects.toMatchObject({ code: 'work-failed' });
  });
});
