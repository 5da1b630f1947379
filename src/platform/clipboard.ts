/** The browser refused to copy: no gesture, no focus, or a policy. */
export class ClipboardError extends Error {
  override readonly name = 'ClipboardError';
  readonly code = 'clipboard';
  constructor() {
    super('The browser did not copy');
  }
}

/** Puts text on the clipboard. Only in a page of ours, in the user's gesture. Throws ClipboardError. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new ClipboardError();
  }
}
