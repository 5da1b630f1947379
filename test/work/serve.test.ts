import { describe, expect, it } from 'vitest';
import { defaultStretch } from '../../src/crypto/index.ts';
import { bytes, toUtf8 } from '../../src/encoding/index.ts';
import type { WorkAnswer, WorkJob } from '../../src/work/index.ts';
import { serveWork, stretch } from '../../src/work/index.ts';
import { estimate, ownFile } from '../support/estimate.ts';

/** A worker's scope over a real message channel: jobs and answers cross by structured clone, as they will. */
function worker(): { ask: (job: WorkJob) => void; next: () => Promise<WorkAnswer>; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const scope = {
    addEventListener: (type: 'message', listener: (event: MessageEvent<unknown>) => void) => {
      port2.addEventListener(type, listener);
      port2.start();
    },
    postMessage: (answer: WorkAnswer) => port2.postMessage(answer),
  };
  serveWork(scope, ownFile);
  const answers: WorkAnswer[] = [];
  const waiting: ((answer: WorkAnswer) => void)[] = [];
  port1.addEventListener('message', ({ data }: MessageEvent<WorkAnswer>) => {
    const next = waiting.shift();
    if (next) next(data);
    else answers.push(data);
  });
  port1.start();
  return {
    ask: (job) => port1.postMessage(job),
    next: () => {
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : new Promise((resolve) => waiting.push(resolve));
    },
    close: () => port1.close(),
  };
}

describe('a worker', () => {
  it('answers each job under its number', async () => {
    const { ask, next, close } = worker();
    const parameters = defaultStretch();
    const password = toUtf8('correct horse');
    ask({ number: 7, kind: 'stretch', input: { password, parameters, length: 32 } });
    ask({ number: 8, kind: 'estimate', input: { password: 'hunter2', context: [] } });
    const byNumber = new Map([await next(), await next()].map((answer) => [answer.number, answer]));
    expect(byNumber.get(7)).toEqual({ number: 7, ok: true, result: await stretch(password, parameters) });
    expect(byNumber.get(8)).toEqual({ number: 8, ok: true, result: estimate('hunter2', []) });
    close();
  });

  it('answers a refused job by its code, and goes on', async () => {
    const { ask, next, close } = worker();
    ask({
      number: 1,
      kind: 'stretch',
      input: { password: bytes(1), parameters: { ...defaultStretch(), m: 8 }, length: 32 },
    });
    expect(await next()).toEqual({ number: 1, ok: false, code: 'stretch-parameters' });
    ask({ number: 2, kind: 'estimate', input: { password: 7 as never, context: [] } });
    expect(await next()).toEqual({ number: 2, ok: false, code: 'work-failed' });
    ask({ number: 3, kind: 'estimate', input: { password: 'x', context: [] } });
    expect(await next()).toMatchObject({ number: 3, ok: true });
    close();
  });
});
