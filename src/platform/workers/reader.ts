import { jobsOver } from './jobs.ts';
import { closeOffscreen } from './offscreen.ts';
import { connectTo } from './worker.ts';

/** Reads files in a thread of its own. What is asked and answered is named by the work room; every answer throws WorkError. */
interface ReaderWork {
  ask(kind: 'look' | 'read' | 'part', input: object): Promise<unknown>;
  /** Ends the worker, and with it all that a file had. */
  end(): void;
}

/** For a page of ours: it is handed the file itself, which stays where it is and is read piece by piece. */
export function createReader(): ReaderWork {
  return jobsOver(connectTo('transfer'), closeOffscreen);
}
