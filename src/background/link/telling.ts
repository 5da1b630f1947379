import type { Context } from '../context/index.ts';
import type { StoreLink } from './link.ts';

/** What pages hear, the store's link hears too: whatever was written here is sent at once. Of messages there is what may wait. */
export function tellingStore(say: Context['tell'], store: StoreLink): Context['tell'] {
  return (happening) => {
    say(happening);
    if (happening.type === 'messages' && happening.later) return;
    if (['items', 'contacts', 'messages', 'generator', 'ways', 'activity'].includes(happening.type)) store.nudge();
  };
}
