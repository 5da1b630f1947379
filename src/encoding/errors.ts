/**
 * The base of every error that Latchkey throws on purpose. `code` is stable, kebab-case and safe to show, translate or
 * compare; the message is for developers and never carries user data, key material or text from a store or a page.
 */
export abstract class LatchkeyError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // A fixed name: class names are shortened by the bundler.
    this.name = 'LatchkeyError';
  }
}

/** An input whose shape or length no writer of ours could have made. `malformed` */
export class MalformedError extends LatchkeyError {
  readonly code = 'malformed';
}
