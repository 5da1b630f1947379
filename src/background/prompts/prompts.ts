import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Credentials, SignInRequest } from '../../platform/index.ts';
import { BadQuestionError } from '../../rpc/index.ts';
import type { Handlers, PageRow, SignInPrompt } from '../../rpc/index.ts';
import type { PromptsParts } from './parts.ts';

/** A prompt that waits for a person. */
interface Waiting {
  readonly prompt: SignInPrompt;
  readonly end: (credentials: Credentials | undefined) => void;
}

/** Nobody came: the browser asks by itself, and the page is not held up any longer. Milliseconds. */
const waitsFor = 60_000;
/** A page can ask for much at once, and nobody answers that. */
const mostWaiting = 3;
const mostTried = 200;
const windowSize = { width: 380, height: 420 };

/**
 * Answers sign-ins that the browser asks for. Only of hosts that have a login without a doubt; nothing waits while everything
 * is locked, and what waits ends with the lock, so that no page hangs on us.
 */
export class Prompts {
  readonly #parts: PromptsParts;
  readonly #waiting = new Map<Id, Waiting>();
  #asked = 0;
  /** Requests that were answered once: the site refused that. */
  readonly #tried = new Set<string>();

  constructor(parts: PromptsParts) {
    this.#parts = parts;
    parts.session.onLock((what) => {
      if (what === 'full') for (const { end } of this.#waiting.values()) end(undefined);
    });
  }

  /** What to sign in with; undefined: the browser asks by itself. */
  async asked({ request, url, realm }: SignInRequest): Promise<Credentials | undefined> {
    if (this.#tried.has(request) || this.#asked >= mostWaiting) return undefined;
    this.#try(request);
    this.#asked += 1;
    return this.#ask(url, realm).finally(() => {
      this.#asked -= 1;
    });
  }

  async #ask(url: string, realm: string): Promise<Credentials | undefined> {
    const vault = await this.#parts.session.open();
    if (!vault) return undefined;
    const { rows } = await this.#parts.logins.at(vault, url);
    const logins = rows.filter(isSure).map(({ id, title, username }) => ({ id, title, username }));
    if (logins.length === 0) return undefined;
    return this.#wait({ origin: new URL(url).origin, realm, logins });
  }

  handlers(): Handlers<'prompts.read' | 'prompts.answer'> {
    return {
      'prompts.read': ({ prompt: id }) => {
        const waiting = this.#waiting.get(id);
        return Promise.resolve(waiting ? { prompt: waiting.prompt } : {});
      },
      'prompts.answer': async ({ prompt: id, login }) => {
        const waiting = this.#waiting.get(id);
        if (!waiting) return {};
        if (login !== undefined && !waiting.prompt.logins.some((one) => one.id === login)) throw new BadQuestionError();
        waiting.end(login === undefined ? undefined : await this.#credentialsOf(login));
        return {};
      },
    };
  }

  async #wait(prompt: SignInPrompt): Promise<Credentials | undefined> {
    const id = newId();
    const answered = new Promise<Credentials | undefined>((resolve) => {
      const timer = setTimeout(() => end(undefined), waitsFor);
      const end = (credentials: Credentials | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(credentials);
      };
      this.#waiting.set(id, { prompt, end });
    });
    await this.#parts.actions
      .openWindow({ path: `popup.html#sign-in/${id}`, ...windowSize })
      .catch(() => this.#waiting.get(id)?.end(undefined));
    return answered;
  }

  async #credentialsOf(id: Id): Promise<Credentials | undefined> {
    const vault = await this.#parts.session.vault();
    const item = this.#parts.kinds.parse((await vault.records.read(id)).body);
    return item.kind === 'login' ? { username: item.username, password: item.password } : undefined;
  }

  #try(request: string): void {
    this.#tried.add(request);
    const [oldest] = this.#tried;
    if (oldest !== undefined && this.#tried.size > mostTried) this.#tried.delete(oldest);
  }
}

/** Of exactly this host, by its scheme and port too. */
function isSure({ closeness, doubts, hasPassword }: PageRow): boolean {
  return closeness === 'exact' && doubts.length === 0 && hasPassword;
}
