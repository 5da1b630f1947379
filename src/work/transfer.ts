import { FileReading } from '../transfer/index.ts';
import { argon2id } from './argon2id.ts';
import type { AnswerTo, JobOf, ResultOf, TransferJobs } from './jobs.ts';
import type { WorkScope } from './serve.ts';
import { serve } from './serve.ts';

/** The worker of an import: reads files, and holds what the last one had until it is ended. */
export function serveTransfer(scope: WorkScope<AnswerTo<TransferJobs>>): void {
  const reading = new FileReading(argon2id);
  const run = async ({ kind, input }: JobOf<TransferJobs>): Promise<ResultOf<TransferJobs>> => {
    switch (kind) {
      case 'look':
        return reading.look(input.file);
      case 'read':
        try {
          return await reading.read(input.file, input.told);
        } finally {
          // The page's copy is its own to wipe; this one came by structured clone.
          input.told.password?.fill(0);
        }
      case 'part':
        return reading.part(input.from);
    }
  };
  serve<TransferJobs>(scope, run);
}
