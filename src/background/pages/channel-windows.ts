import type { Id } from '../../encoding/index.ts';
import { newId } from '../../crypto/index.ts';
import type { Handlers, JoiningView } from '../../rpc/index.ts';
import { NoTicketError, Passing } from '../context/index.ts';
import type { Documents } from './documents.ts';
import type { PagesParts } from './parts.ts';

export type ChannelWindowNames = 'channels.beginMake' | 'channels.beginJoin' | 'channels.joining';

/** How long a window may ask what it is about, in milliseconds. */
const ASKED_WITHIN = 600_000;
/** As large as the popup. */
const size = { width: 380, height: 600 };

/** A chat password is typed in a window of ours: frames in pages only have it come up. */
export function channelWindowHandlers(parts: PagesParts, documents: Documents): Handlers<ChannelWindowNames> {
  const joining = new Passing<JoiningView & { readonly id: Id }>(parts, ASKED_WITHIN);
  return {
    'channels.beginMake': async ({ ticket }, asker) => {
      await documents.take(ticket, asker, 'compose');
      await parts.actions.openWindow({ path: 'popup.html#channel', ...size });
      return {};
    },
    'channels.beginJoin': async ({ ticket }, asker) => {
      const [, { site, readings }] = await documents.take(ticket, asker, 'reveal');
      const id = newId();
      joining.keep({ id, site, armored: readings[0] ?? '' });
      await parts.actions.openWindow({ path: `popup.html#join-${id}`, ...size });
      return {};
    },
    'channels.joining': ({ id }) => {
      const asked = joining.get();
      if (asked?.id !== id) return Promise.reject(new NoTicketError());
      return Promise.resolve({ armored: asked.armored, site: asked.site });
    },
  };
}
