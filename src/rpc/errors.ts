/** What may cross with an error's code: positions and suggestions that the user's own window shows beside a field. */
export interface ErrorDetail {
  /** Which word of a phrase is wrong, from 1. */
  readonly position?: number;
  /** Words of the public list that are close to a mistyped one. */
  readonly suggestions?: readonly string[];
}

/** A question that was not answered. `code` is what the background's typed error said, or one of this room's own. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: string;
  readonly detail: ErrorDetail;
  constructor(code: string, detail: ErrorDetail = {}) {
    super(`The background answered: ${code}`);
    this.code = code;
    this.detail = detail;
  }
}

/** A question that is not in the contract, or whose input is not of the contract's shape. */
export class BadQuestionError extends Error {
  override readonly name = 'BadQuestionError';
  readonly code = 'bad-question';
  constructor() {
    super('The question or its input is not of the contract');
  }
}

/** Somebody asked who may not: another extension, a web page, a sandboxed frame, or the wrong one of our own parts. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
  readonly code = 'forbidden';
  constructor() {
    super('This sender may not ask this question');
  }
}
