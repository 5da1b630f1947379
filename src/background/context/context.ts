import type { Area, MessageKey } from '../../platform/index.ts';
import type { Happening } from '../../rpc/index.ts';
import type { Session } from '../../session/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** What the parts stands on: its parts that other parts of it need. */
export interface Context {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly session: Session<OpenVault>;
  /** On disk and not sealed: nothing secret. */
  readonly local: Area;
  /** In memory, outlives the background and every lock, not the browser: nothing secret. */
  readonly memory: Area;
  /** Tells every page of ours. Never waits, never throws. */
  readonly tell: (happening: Happening) => void;
}

/** What the browser does for the background, as far as handlers cause it. */
export interface BrowserActions {
  openTab(path: string): Promise<void>;
  /** A page of the web, in a tab of its own. */
  openSite(url: string): Promise<void>;
  openWindow(page: { path: string; width: number; height: number }): Promise<void>;
  /** Words in the person's language, for a page of the web. */
  message(key: MessageKey, ...substitutions: string[]): string;
}
