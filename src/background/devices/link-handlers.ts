import type { Handlers } from '../../rpc/index.ts';
import { NewLinking } from './new-link.ts';
import { OldLinking } from './old-link.ts';
import type { DevicesParts } from './parts.ts';

type Question =
  | 'link.show'
  | 'link.shown'
  | 'link.accept'
  | 'link.cancel'
  | 'link.read'
  | 'link.asked'
  | 'link.choose'
  | 'link.refuse';

/** Answers the questions of linking a new browser, on either side. */
export function linkHandlers(parts: DevicesParts): Handlers<Question> {
  const [getsIn, letsIn] = [new NewLinking(parts), new OldLinking(parts)];
  return {
    'link.show': ({ address }) => getsIn.show(address),
    'link.shown': ({ ticket }) => getsIn.state(ticket),
    'link.accept': async ({ ticket, deviceName }) => {
      await getsIn.accept(ticket, deviceName);
      return {};
    },
    'link.cancel': async ({ ticket }) => {
      await getsIn.cancel(ticket);
      return {};
    },
    'link.read': async ({ code }) => ({ ticket: await letsIn.read(code) }),
    'link.asked': ({ ticket }) => letsIn.state(ticket),
    'link.choose': async ({ ticket, number }) => {
      await letsIn.choose(ticket, number);
      return {};
    },
    'link.refuse': async ({ ticket }) => {
      await letsIn.refuse(ticket);
      return {};
    },
  };
}
