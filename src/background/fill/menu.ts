import type { Id } from '../../encoding/index.ts';
import type { Done, FillReport, FrameAsker, Handlers, PageOrder, PageTask } from '../../rpc/index.ts';
import { TicketError } from '../pages/index.ts';
import type { Ticket } from '../pages/index.ts';
import { openBeside } from './begin.ts';
import type { Filling } from './filling.ts';
import { isWhole } from './filling.ts';
import type { FillActions, LoginsOfPage, MenuParts } from './parts.ts';

type MenuTask = Extract<PageTask, { kind: 'menu' }>;
type Names = 'menu.task' | 'menu.fill' | 'menu.make';

export interface MenuWork {
  readonly logins: LoginsOfPage;
  readonly filling: Filling;
  readonly actions: FillActions;
  /** A password by the rules of a site, kept before it is answered. */
  readonly make: (host: string) => Promise<string>;
}

/**
 * The menu beside a form, in a frame of ours: it shows what belongs to its own document, and fills that one alone. It never
 * asks anything: what isn't clear comes up in the popup, where no page has a say.
 */
export function menuHandlers(parts: MenuParts, { logins, filling, actions, make }: MenuWork): Handlers<Names> {
  const take = async (id: Id, asker: FrameAsker): Promise<readonly [Ticket, MenuTask]> => {
    const ticket = await parts.tickets.claim(id, asker, 'menu');
    const order: PageOrder = { order: 'task', page: ticket.page, ticket: id };
    const task = (await actions.ask(ticket.tab, ticket.frame, 'page', order)) as PageTask | undefined;
    if (task?.kind !== 'menu') throw new TicketError();
    return [ticket, task];
  };
  /** Also of what failed: a menu that merely goes tells nobody what became of their press. */
  const finish = async ({ tab }: Ticket, filled: Promise<FillReport>): Promise<Done> => {
    const report = await filled.catch(() => undefined);
    if (!report || !isWhole(report)) await openBeside(parts, actions, tab);
    return {};
  };
  const asked = { replace: false, agreed: [] } as const;
  return {
    'menu.task': async ({ ticket }, asker) => {
      const [, { site, url, asksForNew }] = await take(ticket, asker);
      // What our own script says of its document is for showing alone: who gets what is decided by what the browser says.
      const { rows } = await logins.at(await parts.session.vault(), url);
      return { host: site, rows, asksForNew };
    },
    'menu.fill': async ({ ticket: name, id }, asker) => {
      const [ticket] = await take(name, asker);
      return finish(ticket, filling.fill({ ...asked, id, part: 'all', tab: ticket.tab }, ticket.frame));
    },
    'menu.make': async ({ ticket: name }, asker) => {
      const [ticket, { site }] = await take(name, asker);
      const filled = make(site).then((password) =>
        filling.fillMade({ ...asked, password, tab: ticket.tab }, ticket.frame),
      );
      return finish(ticket, filled);
    },
  };
}
