import {
  alarms,
  createExpressions,
  createClipboard,
  createWork,
  database,
  isGranted,
  localArea,
  managedPolicy,
  message,
  mayReadClipboard,
  openSite,
  openTab,
  openWindow,
  ownFile,
  pushToPages,
  pushToTabs,
  requestKeyShelf,
  sessionArea,
  stayAwake,
  version,
  webFetch,
} from '../platform/index.ts';
import type { VaultHeader } from '../records/index.ts';
import type { Work } from '../platform/index.ts';
import type { Happening } from '../rpc/index.ts';
import type { SessionState } from '../session/index.ts';
import { kinds } from '../items/index.ts';
import { ItemIndexes, Trash } from './items/index.ts';
import type { Parts } from './parts.ts';
import { isDisguised } from './context/index.ts';
import { showLock } from './toolbar.ts';
import { buildSession, Unsent } from './unlock/index.ts';
import { bringChannels, ChannelTopics } from './channels/index.ts';
import { OwnClipboard } from './clipboard/index.ts';
import { Import } from './transfer/index.ts';
import { Tickets } from './pages/index.ts';
import { TypedSeal } from './save/index.ts';
import { KeyUpkeep } from './devices/index.ts';
import { Messages, standardDelays } from './messages/index.ts';
import { Trusts } from './trustees/index.ts';
import { StoreLink, tellingStore } from './link/index.ts';
import type { Web } from './link/index.ts';
import { VaultKeeper } from '../vault/index.ts';

/** The alarm that wakes a stopped background for a lock. */
export const lockAlarm = 'lock';
/** The one that wakes it to try a store again. */
export const storeAlarm = 'store';

/** The one that wakes it to look whether somebody asks for this vault. */
export const recoveryAlarm = 'recovery';
/** The one that wakes it to send what could not leave. */
export const messagesAlarm = 'messages';
export const trustsAlarm = 'trusts';
/** The one that wakes it to clear the clipboard. */
export const clipboardAlarm = 'clipboard';

/** Firefox reaches frames of ours inside web pages only as part of their tab: they show the lock, what is offered, and texts. */
const inFrames: ReadonlySet<Happening['type']> = new Set(['status', 'saves', 'messages', 'contacts']);

/** The vault of this browser; its request key lies under the same name. */
const vaultName = 'latchkey';

/**
 * Builds everything that handlers share, over the real browser. Awaits nothing: listeners come first. `hear`: who hears in
 * the background what its pages are told. `removed`: what follows where a store says that this device was removed.
 */
export function buildParts(hear: (happening: Happening) => void, removed: () => Promise<void>): Parts {
  const clock = (): number => Date.now();
  const local = localArea();
  const memory = sessionArea();
  const work = createWork();
  const keeper = new VaultKeeper(database<VaultHeader>(vaultName), clock, kinds.summarizeRecord);
  const say = (happening: Happening): void => {
    hear(happening);
    void pushToPages('happening', happening);
    if (inFrames.has(happening.type)) void pushToTabs('happening', happening);
  };
  const wakeAt = (when: number): Promise<void> => alarms().set(lockAlarm, when);
  const show = (lock: SessionState['lock']): void =>
    void isDisguised(local).then((on) => showLock(lock, on && lock === 'locked'));
  const opened = (): void => {
    void store.start();
    imports.opened();
    void upkeep.run();
    void messages.look();
    void topics.look();
    void trusts.due();
    void session
      .open()
      .then((vault) => vault && typedSeal.renew(vault))
      .catch(() => undefined);
    // Nobody waits for it; what failed is tried again at the next unlock.
    void trash.sweep().catch(() => undefined);
  };
  const typedSeal = new TypedSeal(local);
  const session = buildSession({ clock, local, memory, keeper, tell: say, wakeAt, show, opened });
  const mail = (): void => void messages.look();
  const store: StoreLink = new StoreLink({
    clock,
    local,
    memory,
    session,
    tell: say,
    web: webOf(work),
    removed,
    mail,
    back: () => {
      mail();
      void topics.look();
    },
    announced: (news) => void topics.hear(news),
    holds: () => messages.holds(),
  });
  const tell = tellingStore(say, store);
  const indexes = new ItemIndexes(kinds, session);
  const clockOff: Parts['clockOff'] = () => store.clockOff;
  const trash = new Trash({ session, clock, clockOff, tell, indexes });
  const upkeep = new KeyUpkeep({ session, store, clock, tell });
  // A rotation leaves something to do for every browser.
  session.onRotated(() => Promise.resolve(void upkeep.run()));
  const messages: Messages = new Messages(
    { session, store, clock, local, memory, tell },
    standardDelays((when) => alarms().set(messagesAlarm, when)),
  );
  const stretch: Parts['stretch'] = (password, parameters, length) => work.stretch(password, parameters, length);
  const topics = new ChannelTopics({ session, store, clock, tell });
  const trusts = new Trusts({ session, store, clock, local, memory, tell }, (when) => alarms().set(trustsAlarm, when));
  const imports = new Import({ session, clock, tell, local, kinds, stayAwake });
  return {
    clock,
    clockOff,
    kinds,
    indexes,
    trash,
    expressions: createExpressions(),
    version: version(),
    clipboard: clipboardOf({ clock, local, memory, tell: say }),
    keeper,
    session,
    stretch,
    store,
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
    local,
    memory,
    policy: managedPolicy,
    ownFile,
    actions: { openTab, openSite, openWindow, message },
    tell,
  };
}

function clipboardOf(parts: Pick<Parts, 'clock' | 'local' | 'memory' | 'tell'>): OwnClipboard {
  const wakeAt = async (when: number): Promise<void> => {
    // An alarm comes no sooner than in half a minute, in some browsers; as long as we live, a timer is in time.
    setTimeout(() => void clipboard.woken().catch(() => undefined), Math.max(0, when - parts.clock()));
    await alarms().set(clipboardAlarm, when);
  };
  const clipboard = new OwnClipboard({ ...parts, clipboard: createClipboard(), mayRead: mayReadClipboard, wakeAt });
  return clipboard;
}

function webOf(work: Work): Web {
  return {
    fetch: webFetch,
    shelf: requestKeyShelf(vaultName),
    permitted: isGranted,
    wakeAt: (when) => alarms().set(storeAlarm, when),
    stayAwake,
    guesses: async (password) => (await work.estimate(password, [])).guesses,
  };
}
