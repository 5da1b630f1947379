import { LatchkeyError } from '../encoding/index.ts';
import { readWordList } from '../items/index.ts';
import { ownFile } from '../platform/index.ts';
import type { Estimator } from './estimate.ts';
import { estimatorWith } from './estimate.ts';
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

/** Made at the first password: the words lie in a file of their own, which the generator reads too. */
function makeEstimator(read: typeof ownFile): () => Promise<Estimator> {
  let making: Promise<Estimator> | undefined;
  return () => {
    making ??= readWordList(read)
      .then(estimatorWith)
      .catch((error: unknown) => {
        making = undefined;
        throw error;
      });
    return making;
  };
}

/** The everyday worker: Argon2id and the strength of a password. `read`: a file of the package by its path. */
export function serveWork(scope: WorkScope<AnswerTo<Jobs>>, read = ownFile): void {
  const estimator = makeEstimator(read);
  const run = async (job: WorkJob): Promise<ResultOf<Jobs>> => {
    switch (job.kind) {
      case 'stretch': {
        const { password, parameters, length } = job.input;
        try {
          return await stretch(password, parameters, length);
        } finally {
          // The asker's copy is its own to wipe; this one came by structured clone.
          password.fill(0);
        }
      }
      case 'estimate':
        return (await estimator())(job.input.password, job.input.context);
    }
  };
  serve<Jobs>(scope, run);
}
