import type { Id } from '../../encoding/index.ts';
import type { FrameAsker, OnTicket, PageOrder, PageTask } from '../../rpc/index.ts';
import { TicketError } from './tickets.ts';
import type { Ticket, Tickets } from './tickets.ts';

/** The documents of a tab. */
export interface TabActions {
  /** Asks the content script of one document, or of all of a tab; undefined when nobody answers. */
  readonly ask: (tab: number, frame: number | undefined, push: string, data: unknown) => Promise<unknown>;
  /** Has keys kept from every document of the tab that the browser lets us into. */
  readonly guard: (tab: number) => Promise<void>;
}

type TaskOf<Kind> = Extract<PageTask, { kind: Kind }>;

/** The documents that frames of ours act for, each by its ticket. */
export class Documents {
  readonly #tickets: Tickets;
  readonly #tabs: TabActions;

  constructor(tickets: Tickets, tabs: TabActions) {
    this.#tickets = tickets;
    this.#tabs = tabs;
  }

  /** The ticket, and what its document says it is about. Throws TicketError. */
  async take<Kind extends PageTask['kind']>(
    id: Id,
    asker: FrameAsker,
    kind: Kind,
  ): Promise<readonly [Ticket, TaskOf<Kind>]> {
    const ticket = await this.#tickets.claim(id, asker, kind);
    const task = await this.order(ticket, { order: 'task', ...on(ticket, id) });
    if (!isTask(task, kind)) throw new TicketError();
    return [ticket, task];
  }

  order(ticket: Ticket, what: PageOrder): Promise<unknown> {
    return this.#tabs.ask(ticket.tab, ticket.frame, 'page', what);
  }

  /** Somebody writes in a frame of this tab: no key reaches its documents. Those where the browser keeps us out stay as they are. */
  guard(tab: number): void {
    this.#tabs.guard(tab).catch(() => undefined);
  }

  /** Nobody writes in a frame of this tab any more: its documents get their keys back. */
  async unguard(tab: number): Promise<void> {
    if ((await this.#tickets.writing(tab)).length === 0) await this.#tabs.ask(tab, undefined, 'unguard', {});
  }
}

/** What an order to the document of a ticket names. */
export function on(ticket: Ticket, id: Id): OnTicket {
  return { page: ticket.page, ticket: id };
}

function isTask<Kind extends PageTask['kind']>(answer: unknown, kind: Kind): answer is TaskOf<Kind> {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === kind;
}
