/** What both browsers offer alike: enough to ask the background and to hear it. */
interface NativeRuntime {
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  getURL(path: string): string;
  readonly onMessage: {
    addListener(listener: NativeListener): void;
    removeListener(listener: NativeListener): void;
  };
}

type NativeListener = (message: unknown, sender: never, respond: (answer: unknown) => void) => boolean;

/** A listener as both browsers take it: one that returns a promise answers with its value, or with nothing where it fails. */
export function answeringLater<Sender>(
  listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined,
): (message: unknown, sender: Sender, respond: (answer: unknown) => void) => boolean {
  return (message, sender, respond) => {
    const answered = listener(message, sender);
    if (!answered) return false;
    // Both browsers know this way of answering later; only one of them takes a promise from a bare listener.
    answered.then(respond, () => respond(undefined));
    return true;
  };
}

/** How each browser lets extensions look into closed shadow roots. */
interface DeepElement {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

interface NativeBrowser {
  readonly dom?: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null };
  readonly runtime?: NativeRuntime;
  readonly i18n?: { getMessage(key: string, substitutions?: string[]): string; getUILanguage(): string };
}

/** A message from the background to pages: an event's name and its data. It never carries secrets. */
export interface Push {
  readonly push: string;
  readonly data: unknown;
}

export function native(): NativeBrowser {
  const scope = globalThis as { browser?: NativeBrowser; chrome?: NativeBrowser };
  return scope.browser?.runtime ? scope.browser : (scope.chrome ?? {});
}

function runtime(): NativeRuntime {
  const found = native().runtime;
  if (!found?.id) throw new OrphanedError();
  return found;
}

/** This script outlived its extension (updated, removed or switched off): nothing can be asked any more. */
export class OrphanedError extends Error {
  readonly code = 'orphaned';
  override readonly name = 'OrphanedError';
  constructor() {
    super('The extension is gone');
  }
}

/** Whether this script was left behind by its extension: updated, removed or switched off. */
export function isOrphaned(): boolean {
  return native().runtime?.id === undefined;
}

/** Elements that pages may give a shadow root, beside those of their own; what browsers draw in others is nobody's business. */
const shadowHosts = new Set([
  ...['article', 'aside', 'blockquote', 'body', 'div', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'main'],
  ...['nav', 'p', 'section', 'span'],
]);

/** Looked up once: a page has thousands of elements that may be asked about. */
let dom: NativeBrowser['dom'] | null;

/** What is drawn inside an element, closed or open. */
export function shadowRootOf(element: Element): ShadowRoot | undefined {
  const { localName } = element;
  // A form has none, and may have a field of the name `localName`.
  if (!shadowHosts.has(localName) && (element instanceof HTMLFormElement || !localName.includes('-'))) return undefined;
  if (element.shadowRoot) return element.shadowRoot;
  if (!(element instanceof HTMLElement)) return undefined;
  const inFirefox = (element as DeepElement).openOrClosedShadowRoot;
  if (inFirefox) return inFirefox;
  dom ??= native().dom ?? null;
  return dom?.openOrClosedShadowRoot(element) ?? undefined;
}

/** Sends a message to the background and waits for its answer. Throws OrphanedError when nobody can hear it. */
export async function send(message: unknown): Promise<unknown> {
  return runtime().sendMessage(message);
}

/** The address of one of our own files. */
export function ownUrl(path: string): string {
  return runtime().getURL(path);
}

/**
 * Hears what the background pushes, until the signal ends it. A listener that returns a promise answers with its value;
 * one that returns nothing leaves the answer to others.
 */
export function onPush(listener: (push: Push) => Promise<unknown> | undefined, signal?: AbortSignal): void {
  const { onMessage } = runtime();
  const hear: NativeListener = answeringLater((message) => (isPush(message) ? listener(message) : undefined));
  onMessage.addListener(hear);
  signal?.addEventListener('abort', () => onMessage.removeListener(hear), { once: true });
}

function isPush(message: unknown): message is Push {
  return typeof message === 'object' && message !== null && 'push' in message && typeof message.push === 'string';
}
