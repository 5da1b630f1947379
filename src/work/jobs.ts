import type { StretchParameters } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';
import type { Look, Part, ReadReport, Source, Told } from '../transfer/index.ts';
import type { Estimate } from './estimate.ts';

/** What a worker can be asked, and what each is answered. Everything crosses by structured clone. */
export interface Jobs {
  readonly stretch: {
    readonly input: { readonly password: Bytes; readonly parameters: StretchParameters; readonly length: number };
    readonly result: Bytes;
  };
  readonly estimate: {
    readonly input: { readonly password: string; readonly context: readonly string[] };
    readonly result: Estimate;
  };
}

/** Where a page lies, as the rules of logins look at it. */
export interface PagePlace {
  readonly scheme: string;
  readonly host: string;
  /** Empty: the default of the scheme. */
  readonly port: string;
  readonly path: string;
}

/** `refused`: it is no expression, or comparing it would take too long. */
export type ExpressionOutcome = 'match' | 'none' | 'refused';

/** What the worker for regular expressions can be asked. */
export interface ExpressionJobs {
  readonly compare: {
    readonly input: { readonly page: PagePlace; readonly expressions: readonly string[] };
    /** One of each expression. */
    readonly result: readonly ExpressionOutcome[];
  };
}

/** What the worker of an import can be asked. */
export interface TransferJobs {
  readonly look: { readonly input: { readonly file: Source }; readonly result: Look };
  readonly read: { readonly input: { readonly file: Source; readonly told: Told }; readonly result: ReadReport };
  readonly part: { readonly input: { readonly from: number }; readonly result: Part };
}

/** Jobs by name. */
export type Table<J> = { readonly [K in keyof J]: { readonly input: unknown; readonly result: unknown } };

/** One question. `number` is the asker's, to know the answer by; unique among those not yet answered. */
export type JobOf<J extends Table<J>> = {
  readonly [K in keyof J]: { readonly number: number; readonly kind: K; readonly input: J[K]['input'] };
}[keyof J];

export type ResultOf<J extends Table<J>> = J[keyof J]['result'];

/** The answer to the job of that number. `code` is that of the typed error, or 'work-failed'. */
export type AnswerTo<J extends Table<J>> =
  | { readonly number: number; readonly ok: true; readonly result: ResultOf<J> }
  | { readonly number: number; readonly ok: false; readonly code: string };

export type WorkJob = JobOf<Jobs>;
export type WorkAnswer = AnswerTo<Jobs>;
