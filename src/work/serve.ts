import { LatchkeyError } from '../encoding/index.ts';
import { estimate } from './estimate.ts';
import type { AnswerTo, JobOf, Jobs, ResultOf, Table, WorkJob } from './jobs.ts';
import { stretch } from './stretch.ts';

/** What of a worker's global scope is used. */
export interface WorkScope<Answer> {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(answer: Answer): void;
}

/**
 * Answers jobs that arrive as messages. Only for a dedicated worker that we started ourselves: whoever can post to it is
 * trusted, and its answers carry secrets.
 */
export function serve<J extends Table<J>>(
  scope: WorkScope<AnswerTo<J>>,
  run: (job: JobOf<J>) => Promise<ResultOf<J>>,
): void {
  scope.addEventListener('message', ({ data }) => {
    void answer(data as JobOf<J>, run).then((result) => scope.postMessage(result));
  });
}

async function answer<J extends Table<J>>(
  job: JobOf<J>,
  run: (job: JobOf<J>) => Promise<ResultOf<J>>,
): Promise<AnswerTo<J>> {
  try {
    return { number: job.number, ok: true, result: await run(job) };
  } catch (error) {
    return { number: job.number, ok: false, code: error instanceof LatchkeyError ? error.code : 'work-failed' };
  }
}

async function run(job: WorkJob): Promise<ResultOf<Jobs>> {
  switch (job.kind) {
    case 'stretch':
      try {
        return await stretch(job.input.password, job.input.parameters);
      } finally {
        // The asker's copy is its own to wipe; this one came by structured clone.
        job.input.password.fill(0);
      }
    case 'estimate':
      return estimate(job.input.password, job.input.context);
  }
}

/** The everyday worker: Argon2id and the strength of a password. */
export function serveWork(scope: WorkScope<AnswerTo<Jobs>>): void {
  serve<Jobs>(scope, run);
}
