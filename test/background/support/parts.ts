import { buildSession } from '../../../src/background/unlock/session.ts';
import { Unsent } from '../../../src/background/unlock/unsent.ts';
import { ItemIndexes } from '../../../src/background/items/index-cache.ts';
import { Trash } from '../../../src/background/items/trash.ts';
import { bringChannels, ChannelTopics } from '../../../src/background/channels/index.ts';
import { OwnClipboard } from '../../../src/background/clipboard/own-clipboard.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { VaultKeeper } from '../../../src/vault/index.ts';
import type { Stretch } from '../../../src/crypto/index.ts';
import type { Happening } from '../../../src/rpc/index.ts';
import { kinds } from '../../../src/items/index.ts';
import { Import } from '../../../src/background/transfer/import.ts';
import { Tickets } from '../../../src/background/pages/tickets.ts';
import { TypedSeal } from '../../../src/background/save/typed-seal.ts';
import { KeyUpkeep } from '../../../src/background/devices/upkeep.ts';
import { Messages } from '../../../src/background/messages/messages.ts';
import { Trusts } from '../../../src/background/trustees/index.ts';
import { Removed } from '../../../src/background/devices/removed.ts';
import { StoreLink } from '../../../src/background/link/link.ts';
import { tellingStore } from '../../../src/background/link/telling.ts';
import type { Fetch } from '../../../src/sync/index.ts';
import { compareExpressions } from '../../../src/work/expressions.ts';
import { estimate, ownFile } from '../../support/estimate.ts';
import { MemoryShelf } from '../../sync/support/parts.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { Life, MemoryArea, MemoryClipboard, storeOf } from './memory.ts';

/** What outlives a background: the disk, the browser's memory, its alarms and its windows, and the time. */
export class Machine {
  now = Date.UTC(2026, 10, 22);
  readonly database: MemoryDatabase;
  readonly local = new MemoryArea();
  readonly memory = new MemoryArea();
  readonly alarms = new Map<string, number>();
  readonly opened: string[] = [];
  readonly told: Happening[] = [];
  readonly shelf = new MemoryShelf();
  /** The computer's. */
  readonly clipboard = new MemoryClipboard();
  /** Host patterns that the user took back. */
  readonly forbidden = new Set<string>();
  /** Moves with a store's, in tests that have one. */
  clock: () => number = () => this.now;
  fetch: Fetch = () => Promise.reject(new TypeError('no network'));
  /** How its backgrounds wait. */
  pause: (ms: number) => Promise<void> = () => Promise.resolve();
  stretch: Stretch = quickStretch;
  /** What its worker for regular expressions answers. */
  compare: Parts['expressions']['compare'] = (page, expressions) =>
    Promise.resolve(compareExpressions(page, expressions));
  /** What whoever manages this browser has set. */
  policy: Readonly<Record<string, unknown>> = {};
  /** What its vault may hold. */
  kinds = kinds;

  constructor(database = new MemoryDatabase()) {
    this.database = database;
  }

  /** A machine with all that lies on this one's disk: somebody copied the profile. */
  copy(): Machine {
    const copy = new Machine(this.database.copy());
    for (const [key, value] of this.local.values) copy.local.values.set(key, value);
    copy.shelf.kept = this.shelf.kept;
    return copy;
  }

  /** Starts a background on this machine. */
  background(life = new Life()): Parts {
    const clock = () => this.clock();
    const [local, memory] = [this.local.of(life), this.memory.of(life)];
    const keeper = new VaultKeeper(storeOf(this.database, life), clock, this.kinds.summarizeRecord);
    const say = (happening: Happening): void => {
      if (!life.isOver()) this.told.push(happening);
    };
    const wakeAt = (when: number) => life.step(() => void this.alarms.set('lock', when));
    const open = (path: string) => life.step(() => void this.opened.push(path));
    const typedSeal = new TypedSeal(local);
    const session = buildSession({
      clock,
      local,
      memory,
      keeper,
      wakeAt,
      tell: say,
      show: () => {},
      opened: () => {
        void store.start();
        void messages.look();
        void topics.look();
        void trusts.due();
        imports.opened();
        void session
          .open()
          .then((vault) => vault && typedSeal.renew(vault))
          .catch(() => undefined);
        void trash.sweep().catch(() => undefined);
      },
    });
    const web = {
      fetch: (...request: Parameters<Fetch>) => this.fetch(...request),
      shelf: this.shelf,
      permitted: (pattern: string) => Promise.resolve(!this.forbidden.has(pattern)),
      wakeAt: (when: number) => life.step(() => void this.alarms.set('store', when)),
      stayAwake: () => {},
      guesses: (password: string) => Promise.resolve(estimate(password, []).guesses),
    };
    const clipboard = new OwnClipboard({
      clock,
      local,
      memory,
      tell: say,
      clipboard: {
        write: (text) => life.step(() => this.clipboard.write(text)),
        read: () => Promise.resolve(this.clipboard.text),
      },
      mayRead: () => Promise.resolve(this.clipboard.mayRead),
      wakeAt: (when) => life.step(() => void this.alarms.set('clipboard', when)),
    });
    const mail = (): void => void messages.look();
    const store: StoreLink = new StoreLink({
      clock,
      local,
      memory,
      session,
      tell: say,
      web,
      removed: () => removed.asked(),
      mail,
      back: () => {
        mail();
        void topics.look();
      },
      announced: (news) => void topics.hear(news),
      holds: () => messages.holds(),
    });
    const tell = tellingStore(say, store);
    const indexes = new ItemIndexes(this.kinds, session);
    const trash = new Trash({ session, clock, clockOff: () => store.clockOff, tell, indexes });
    const upkeep = new KeyUpkeep({ session, store, clock, tell }, () => Promise.resolve());
    const delays = {
      beforeDeposit: () => Promise.resolve(),
      pause: (ms: number) => this.pause(ms),
      wakeAt: (when: number) => life.step(() => void this.alarms.set('messages', when)),
    };
    const messages: Messages = new Messages({ session, store, clock, local, memory, tell }, delays);
    const topics = new ChannelTopics({ session, store, clock, tell });
    const trusts = new Trusts({ session, store, clock, local, memory, tell }, (when) =>
      life.step(() => void this.alarms.set('trusts', when)),
    );
    const imports = new Import({ session, clock, tell, local, kinds: this.kinds, stayAwake: () => {} });
    const parts: Parts = {
      clock,
      clockOff: () => store.clockOff,
      kinds: this.kinds,
      indexes,
      trash,
      expressions: { compare: (...asked) => this.compare(...asked) },
      version: '1.2.3',
      clipboard,
      keeper,
      session,
      store,
      stretch: this.stretch,
      local,
      memory,
      policy: () => Promise.resolve(this.policy),
      ownFile,
      actions: {
        openTab: open,
        openSite: open,
        openWindow: ({ path }) => open(path),
        message: (...words) => words.join(' '),
      },
      imports,
      upkeep,
      messages,
      emptyMailbox: () => messages.receive(),
      bring: (vault, from) => bringChannels(vault, from, clock()),
      trusts,
      topics,
      tickets: new Tickets(memory, clock),
      typedSeal,
      unsent: new Unsent({ keeper, local, clock, session }),
      tell,
    };
    const removed = new Removed(parts, () => Promise.resolve());
    return parts;
  }
}
