/** What a session refuses. `code` is stable and crosses to pages. */
export abstract class SessionError extends Error {
  abstract readonly code: string;
}

/** Nothing can be read before a way in is proven. */
export class LockedError extends SessionError {
  override readonly name = 'LockedError';
  readonly code = 'locked';
  constructor() {
    super('The vault is locked');
  }
}

/** The messages' own, shorter lock fell: a way in opens them again. */
export class MessagesLockedError extends SessionError {
  override readonly name = 'MessagesLockedError';
  readonly code = 'messages-locked';
  constructor() {
    super('The messages are locked');
  }
}

/** Changing ways in needs an unlock, or a repeated proof, less than five minutes old. */
export class FreshProofNeededError extends SessionError {
  override readonly name = 'FreshProofNeededError';
  readonly code = 'fresh-proof-needed';
  constructor() {
    super('A way in must be proven again first');
  }
}
