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
  readonly code: 'malformed' | 'text-malformed' = 'malformed';
}

/**
 * A text with a lone surrogate, which is half an emoji, has no UTF-8. Nothing that was stored can have one: it was typed,
 * pasted or taken from a page. `text-malformed`
 */
export class MalformedTextError extends MalformedError {
  override readonly code = 'text-malformed';

  constructor() {
    super('text with a lone surrogate');
  }
}
