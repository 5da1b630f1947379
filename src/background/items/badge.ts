import { newTurns } from '../../flow/index.ts';
import type { Session, SessionState } from '../../session/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** What of the browser's tabs the number needs. */
export interface BadgeTabs {
  /** The tabs that are in front, one a window. */
  inFront(): Promise<readonly ShownTab[]>;
  /** Says on the button how many there are, or what comes before that, as long as this tab stays where it is. */
  write(tab: number, count: Count, mark: Mark | undefined): Promise<void>;
  /** Takes away what was written for any tab: all is locked. An alarm stands there all the same. */
  wipe(isAlarmed: boolean): Promise<void>;
  /** Whether tabs are heard of: each one that comes to the front wakes the background for that. */
  watch(on: boolean): void;
}

/** What is told on the button. */
export interface BadgeSays {
  /** The logins of a page. */
  readonly count: (vault: OpenVault, url: string) => Promise<number>;
  /** Whether something typed waits for an answer; opens nothing where nothing was typed. Not while all is locked. */
  readonly isOffering: () => Promise<boolean>;
  /** Whether somebody asks for this vault by a way back; also while all is locked. */
  readonly isAlarmed: () => Promise<boolean>;
}

/** What comes before any count: somebody asks for this vault, or something typed waits for an answer. */
export type Mark = 'alarm' | 'offer';

export interface ShownTab {
  readonly id: number;
  /** Only where the user granted the site, or opened us on it. */
  readonly url?: string;
}

interface BadgeSession extends Pick<Session<OpenVault>, 'open'> {
  state(): Promise<Pick<SessionState, 'lock'>>;
}

/** `unknown`: of a page that we may know nothing of. */
export type Count = number | 'unknown' | 'locked';

/**
 * What the toolbar button says: how many logins belong to the page in front, that an offer waits, or that
 * somebody wants in by a way back; while locked only that.
 */
export class Badge {
  readonly #session: BadgeSession;
  readonly #says: BadgeSays;
  readonly #tabs: BadgeTabs;
  /** One tab after the other: what was looked at last is what stands there. */
  readonly #turns = newTurns();

  constructor(session: BadgeSession, says: BadgeSays, tabs: BadgeTabs) {
    this.#session = session;
    this.#says = says;
    this.#tabs = tabs;
  }

  /** A tab came to the front, or another page into it. */
  look({ id, url }: ShownTab): Promise<void> {
    return this.#turns.take(async () => {
      // Most pages are none that we may know of: nothing is opened for them.
      const isAlarmed = await this.#says.isAlarmed();
      const isOffering = await this.#says.isOffering();
      if (url === undefined)
        return this.#tabs.write(id, (await this.#isLocked()) ? 'locked' : 'unknown', mark(isAlarmed, isOffering));
      // No use of the vault: whoever only reads the web puts no lock off.
      const vault = await this.#session.open();
      const count = vault ? await this.#says.count(vault, url) : 0;
      // Counting takes its time where there are regular expressions, and a lock is not waited for.
      const isOpen = vault !== undefined && (await this.#session.open()) === vault;
      await this.#tabs.write(id, isOpen ? count : 'locked', mark(isAlarmed, isOpen && isOffering));
    });
  }

  /** The items changed, the lock, or what we may know of tabs. */
  async lookAgain(): Promise<void> {
    const isOpen = (await this.#session.open()) !== undefined;
    this.#tabs.watch(isOpen);
    if (isOpen) for (const tab of await this.#tabs.inFront()) await this.look(tab);
    else await this.#tabs.wipe(await this.#says.isAlarmed());
  }

  async #isLocked(): Promise<boolean> {
    return (await this.#session.state()).lock === 'locked';
  }

  /** All was locked before we were woken: there is nothing to count, whatever comes to the front. */
  rest(): void {
    this.#tabs.watch(false);
  }
}

function mark(isAlarmed: boolean, isOffering: boolean): Mark | undefined {
  if (isAlarmed) return 'alarm';
  return isOffering ? 'offer' : undefined;
}
