import type { Handlers } from '../../rpc/index.ts';
import { channelWindowHandlers } from './channel-windows.ts';
import type { ChannelWindowNames } from './channel-windows.ts';
import { composeHandlers, windowSize } from './compose.ts';
import type { ComposeNames } from './compose.ts';
import { Documents, on } from './documents.ts';
import type { TabActions } from './documents.ts';
import { isHidden } from '../context/index.ts';
import { Handover } from './handover.ts';
import type { PagesParts } from './parts.ts';
import { revealHandlers } from './reveal.ts';
import type { RevealNames } from './reveal.ts';
import { TicketError } from './tickets.ts';

type Names = 'page.offer' | 'page.window' | 'page.keyStopped' | 'frame.close';

/**
 * Answers what happens in pages: the content script offers a field or an armored text, a frame of ours names the ticket
 * it got for that. Plaintext goes between the frame and us only; the document gets armored text and nothing else.
 */
export function pageHandlers(
  parts: PagesParts,
  tabs: TabActions,
): Handlers<Names | ComposeNames | RevealNames | ChannelWindowNames> {
  const documents = new Documents(parts.tickets, tabs);
  const typed = new Handover(parts);
  return {
    ...frameHandlers(parts, documents, typed),
    ...composeHandlers(parts, documents, typed),
    ...revealHandlers(parts, documents, typed),
    ...channelWindowHandlers(parts, documents),
  };
}

function frameHandlers(parts: PagesParts, documents: Documents, typed: Handover): Handlers<Names> {
  const { tickets } = parts;
  return {
    'page.offer': async ({ page, kind, after }, asker) => {
      if (await isHidden(parts)) throw new TicketError();
      const ticket = await tickets.issue(asker, page, kind);
      // Nobody has to wait for the other frames.
      if (kind === 'compose') documents.guard(asker.tab);
      if (after) typed.pass(after.ticket, ticket, after.isInField);
      return { ticket };
    },

    'page.window': async ({ ticket }, asker) => {
      const { kind } = await tickets.allowWindow(ticket, asker);
      await parts.actions.openWindow({ path: `${kind}-window.html#${ticket}`, ...windowSize });
      await documents.unguard(asker.tab);
      return {};
    },

    'page.keyStopped': async ({ key }, { tab }) => {
      const told = (await tickets.writing(tab)).map(([id, ticket]) =>
        documents.order(ticket, { order: 'key', key, ...on(ticket, id) }),
      );
      return { held: (await Promise.all(told)).includes(true) };
    },

    'frame.close': async ({ ticket: id }, asker) => {
      const ticket = await tickets.claim(id, asker);
      await documents.order(ticket, { order: 'close', ...on(ticket, id) });
      await tickets.drop(id);
      if (ticket.kind === 'compose') await documents.unguard(ticket.tab);
      return {};
    },
  };
}
