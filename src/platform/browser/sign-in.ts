import { browser } from './browser.ts';

/** A site asks by the browser for a name and a password (RFC 7617). */
export interface SignInRequest {
  /** The same each time it is asked again, because what was given was refused. */
  readonly request: string;
  readonly url: string;
  readonly realm: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Only one of the browsers tells who it is. */
function isFirefox(): boolean {
  return 'getBrowserInfo' in browser.runtime;
}

/** The browsers have different names for leave to answer such requests; both take the first one to see them. */
function permissions(): never {
  return ['webRequest', isFirefox() ? 'webRequestBlocking' : 'webRequestAuthProvider'] as never;
}

export async function mayAnswerSignIns(): Promise<boolean> {
  return browser.permissions.contains({ permissions: permissions() });
}

/** Asks for that. Only in a page of ours and directly in the user's gesture. */
export async function requestSignIns(): Promise<boolean> {
  return browser.permissions.request({ permissions: permissions() });
}

export async function dropSignIns(): Promise<boolean> {
  return browser.permissions.remove({ permissions: permissions() });
}

interface AuthDetails {
  readonly requestId: string;
  readonly url: string;
  readonly realm?: string;
  readonly isProxy: boolean;
}
interface AuthAnswer {
  readonly authCredentials?: Credentials;
}
type AuthListener = (details: AuthDetails, answer?: (what: AuthAnswer) => void) => Promise<AuthAnswer> | undefined;
interface AuthEvent {
  addListener(listener: AuthListener, filter: { urls: string[] }, extra: string[]): void;
  hasListener(listener: AuthListener): boolean;
}

/**
 * Hears of sign-ins that the browser asks for, where it lets us; harmless to repeat, and to be repeated when it lets us
 * later. Undefined leaves one to the browser, and so does a failure. A proxy's are none of a site's.
 */
export function hearSignIns(ask: (request: SignInRequest) => Promise<Credentials | undefined>): () => void {
  const listener: AuthListener = ({ requestId, url, realm = '', isProxy }, answer) => {
    const given = isProxy ? Promise.resolve(undefined) : ask({ request: requestId, url, realm });
    const said = given.then(
      (authCredentials): AuthAnswer => (authCredentials ? { authCredentials } : {}),
      (): AuthAnswer => ({}),
    );
    // One browser takes a promise, the other one gives a function.
    if (!answer) return said;
    void said.then(answer);
    return undefined;
  };
  return () => {
    const event = (browser as { webRequest?: { onAuthRequired?: AuthEvent } }).webRequest?.onAuthRequired;
    if (!event || event.hasListener(listener)) return;
    event.addListener(listener, { urls: ['*://*/*'] }, [isFirefox() ? 'blocking' : 'asyncBlocking']);
  };
}
