import { createReader } from '../../../platform/index.ts';
import type { Look, Part, ReadReport, Told } from '../../../transfer/index.ts';

/** Reads files in a worker of this page. Everything throws WorkError. */
export interface Reader {
  look(file: File): Promise<Look>;
  read(file: File, told: Told): Promise<ReadReport>;
  part(from: number): Promise<Part>;
  /** Forgets what the last file had. */
  end(): void;
}

export function newReader(): Reader {
  const work = createReader();
  return {
    look: async (file) => (await work.ask('look', { file })) as Look,
    read: async (file, told) => (await work.ask('read', { file, told })) as ReadReport,
    part: async (from) => (await work.ask('part', { from })) as Part,
    end: () => work.end(),
  };
}
