import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import {
  ArmorDamagedError,
  draftPlace,
  openForSelf,
  sealForSelf,
  selfCapacity,
  UnknownEpochError,
} from '../../messaging/index.ts';
import type { FrameAsker, Handlers, OnTicket, PageOrder, PageTask, Typed, WriteOutcome } from '../../rpc/index.ts';
import type { PagesParts } from './parts.ts';
import { Drafts } from './drafts.ts';
import { chooseEnterKey, enterKeyOf } from './enter-key.ts';
import { Handover } from './handover.ts';
import { TicketError } from './tickets.ts';
import type { Ticket } from './tickets.ts';
import type { OpenVault } from '../../vault/index.ts';

type Names =
  | 'page.offer'
  | 'page.window'
  | 'page.keyStopped'
  | 'compose.task'
  | 'compose.keep'
  | 'compose.enter'
  | 'compose.takeOver'
  | 'compose.seal'
  | 'compose.window'
  | 'compose.takeOut'
  | 'reveal.open'
  | 'reveal.text'
  | 'frame.close';

/** The documents of a tab. */
export interface TabActions {
  /** Asks the content script of one document, or of all of a tab; undefined when nobody answers. */
  readonly ask: (tab: number, frame: number | undefined, push: string, data: unknown) => Promise<unknown>;
  /** Has keys kept from every document of the tab that the browser lets us into. */
  readonly guard: (tab: number) => Promise<void>;
}

const nothing: Typed = { text: '', replace: false };
const windowSize = { width: 420, height: 320 };

/**
 * Answers what happens in pages: the content script offers a field or an armored text, a frame of ours names the ticket
 * it got for that. Plaintext goes between the frame and us only; the document gets armored text and nothing else.
 */
export function pageHandlers(parts: PagesParts, tabs: TabActions): Handlers<Names> {
  const { tickets } = parts;
  const typed = new Handover(parts);
  const drafts = new Drafts(parts);
  const order = (ticket: Ticket, what: PageOrder): Promise<unknown> => tabs.ask(ticket.tab, ticket.frame, 'page', what);
  const on = (ticket: Ticket, id: Id): OnTicket => ({ page: ticket.page, ticket: id });

  /** The ticket, and what its document says it is about. */
  async function take(id: Id, asker: FrameAsker, kind: Ticket['kind']): Promise<readonly [Ticket, PageTask]> {
    const ticket = await tickets.claim(id, asker, kind);
    const task = await order(ticket, { order: 'task', ...on(ticket, id) });
    if (!isTask(task, kind)) throw new TicketError();
    return [ticket, task];
  }

  /** Nobody writes in a frame of this tab any more: its documents get their keys back. */
  async function unguard(tab: number): Promise<void> {
    if ((await tickets.writing(tab)).length === 0) await tabs.ask(tab, undefined, 'unguard', {});
  }

  return {
    'page.offer': async ({ page, kind }, asker) => {
      const ticket = await tickets.issue(asker, page, kind);
      // The frames where the browser keeps us out stay as they are; nobody has to wait for the others.
      if (kind === 'compose') tabs.guard(asker.tab).catch(() => undefined);
      return { ticket };
    },

    'page.window': async ({ ticket }, asker) => {
      const { kind } = await tickets.allowWindow(ticket, asker);
      await parts.actions.openWindow({ path: `${kind}-window.html#${ticket}`, ...windowSize });
      await unguard(asker.tab);
      return {};
    },

    'page.keyStopped': async ({ key }, { tab }) => {
      const told = (await tickets.writing(tab)).map(([id, ticket]) =>
        order(ticket, { order: 'key', key, ...on(ticket, id) }),
      );
      return { held: (await Promise.all(told)).includes(true) };
    },

    'compose.task': async ({ ticket: id }, asker) => {
      const [ticket, task] = await take(id, asker, 'compose');
      if (task.kind !== 'compose') throw new TicketError();
      const { site, field, tall, filled, limit } = task;
      const place = draftPlace(site, field);
      await tickets.note(id, toBase64url(place));
      const before = typed.take(id);
      if (before) {
        await order(ticket, { order: 'moved', ...on(ticket, id) });
        await unguard(ticket.tab);
      }
      const draft = before ? undefined : await drafts.find(place);
      return {
        site,
        filled,
        enter: await enterKeyOf(parts.local, site, tall),
        ...(limit === undefined ? {} : { capacity: selfCapacity(limit) }),
        ...(before === undefined ? {} : { typed: before }),
        ...(draft === undefined ? {} : { draft }),
      };
    },

    'compose.window': async ({ ticket: id, text, replace }, asker) => {
      await tickets.toWindow(id, asker);
      typed.give(id, { text, replace });
      await parts.actions.openWindow({ path: `compose-window.html#${id}`, ...windowSize }).catch((error: unknown) => {
        typed.take(id);
        throw error;
      });
      return {};
    },

    'compose.keep': async ({ ticket: id, text, replace }, asker) => {
      await drafts.keep(placeOf(await tickets.claim(id, asker, 'compose')), { text, replace });
      return {};
    },

    'compose.enter': async ({ ticket: id, enter }, asker) => {
      const [, { site }] = await take(id, asker, 'compose');
      await chooseEnterKey(parts.local, site, enter);
      return {};
    },

    'compose.takeOver': async ({ ticket: id }, asker) => {
      const ticket = await tickets.claim(id, asker, 'compose');
      const text = await order(ticket, { order: 'read', ...on(ticket, id) });
      return { text: typeof text === 'string' ? text : '' };
    },

    'compose.seal': async ({ ticket: id, text, replace }, asker) => {
      const ticket = await tickets.claim(id, asker, 'compose');
      const vault = await parts.session.messages();
      const key = vault.domainKey('messages');
      if (!key) throw new UnknownEpochError();
      const armored = await sealForSelf(key, text).finally(() => wipe(key.key));
      const put = await order(ticket, { order: 'put', ...on(ticket, id), text: armored, replace });
      const outcome = outcomeOf(put);
      // It stands in the page: a lock that fell meanwhile only leaves a draft behind, and is no failure of this.
      if (outcome === 'put' && ticket.place !== undefined) {
        await drafts.keep(placeOf(ticket), nothing).catch(() => undefined);
      }
      return { outcome, armored };
    },

    'compose.takeOut': async ({ ticket: id, armored }, asker) => {
      const ticket = await tickets.claim(id, asker, 'compose');
      const gone = await order(ticket, { order: 'takeOut', ...on(ticket, id), text: armored });
      return { gone: gone === true };
    },

    'reveal.open': async ({ ticket: id }, asker) => {
      const [, task] = await take(id, asker, 'reveal');
      if (task.kind !== 'reveal') throw new TicketError();
      const text = await openSelf(await parts.session.messages(), task.readings);
      // A lock that fell meanwhile has been told to the frame already, and nothing would take the text away again.
      await parts.session.messages();
      return { text, kind: 'self', site: task.site };
    },

    'reveal.text': async ({ armored }) => {
      const text = await openSelf(await parts.session.messages(), [armored]);
      // A lock that fell meanwhile has been told already.
      await parts.session.messages();
      return { text };
    },

    'frame.close': async ({ ticket: id }, asker) => {
      const ticket = await tickets.claim(id, asker);
      await order(ticket, { order: 'close', ...on(ticket, id) });
      await tickets.drop(id);
      if (ticket.kind === 'compose') await unguard(ticket.tab);
      return {};
    },
  };
}

/** Where its drafts lie: known since the frame asked what it is about. */
function placeOf({ place }: Ticket): Bytes {
  if (place === undefined) throw new TicketError();
  return fromBase64url(place);
}

/** The first reading that opens. When none does, a whole text that can't be opened says more than a broken one. */
async function openSelf(vault: OpenVault, readings: readonly string[]): Promise<string> {
  let failure: unknown = new ArmorDamagedError();
  for (const armored of readings) {
    try {
      return await openReading(vault, armored);
    } catch (error) {
      if (failure instanceof ArmorDamagedError) failure = error;
    }
  }
  throw failure;
}

async function openReading(vault: OpenVault, armored: string): Promise<string> {
  let key: Bytes | undefined;
  try {
    return await openForSelf((epoch) => (key = vault.domainKey('messages', epoch)?.key), armored);
  } finally {
    if (key) wipe(key);
  }
}

/** A document that is gone, or that answers anything else, has not taken the text. */
function outcomeOf(answer: unknown): WriteOutcome {
  return answer === 'put' || answer === 'unproven' || answer === 'paste' ? answer : 'refused';
}

function isTask(answer: unknown, kind: Ticket['kind']): answer is PageTask {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === kind;
}
