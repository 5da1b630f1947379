import { FileReading } from '../transfer/index.ts';
import type { AnswerTo, JobOf, ResultOf, TransferJobs } from './jobs.ts';
import type { WorkScope } from './serve.ts';
import { serve } from './serve.ts';

/** The worker of an import: reads files, and holds what the last one had until it is ended. */
export function serveTransfer(scope: WorkScope<AnswerTo<TransferJobs>>): void {
  const reading = new FileReading();
  const run = async ({ kind, input }: JobOf<TransferJobs>): Promise<ResultOf<TransferJobs>> => {
    switch (kind) {
      case 'look':
        return reading.look(input.file);
      case 'read':
        return reading.read(input.file, input.told);
      case 'part':
        return reading.part(input.from);
    }
  };
  serve<TransferJobs>(scope, run);
}
