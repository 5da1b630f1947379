import type { Item, Kinds } from '../../items/index.ts';
import type { BrowserActions, Context } from '../context/index.ts';
import type { PageLogins } from '../items/index.ts';
import type { Tickets } from '../pages/index.ts';

/** What filling takes. */
export interface FillParts extends Pick<Context, 'session' | 'clock' | 'memory' | 'local'> {
  readonly actions: Pick<BrowserActions, 'openWindow'>;
  readonly kinds: Kinds<Item>;
}

/** What the menu in a page takes besides. */
export interface MenuParts extends FillParts {
  readonly tickets: Tickets;
}

/** A document of a tab in which our script for forms runs. */
export interface ReadyDocument {
  readonly frame: number;
  /** Absent where the browser has no document ids. */
  readonly document?: string;
  /** Its own random name. */
  readonly page: string;
}

/** What the browser does for it. */
export interface FillActions {
  /** Runs our scripts for forms in every document of a tab that the browser lets us into. Throws where that is none. */
  readonly ready: (tab: number) => Promise<readonly ReadyDocument[]>;
  readonly ask: (tab: number, frame: number | undefined, push: string, data: unknown) => Promise<unknown>;
  /** Opens the popup; false: this browser wants a press of its own for that. */
  readonly openPopup: () => Promise<boolean>;
  readonly urlOf: (tab: number) => Promise<string | undefined>;
}

export type LoginsOfPage = Pick<PageLogins, 'at'>;
