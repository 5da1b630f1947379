import type { Context } from '../context/index.ts';
import type { StoreLink } from './link.ts';

/** What pages hear, the store's link hears too: whatever was written here is sent at once. */
export function tellingStore(say: Context['tell'], store: StoreLink): Context['tell'] {
  return (happening) => {
    say(happening);
    if (['items', 'generator', 'ways', 'activity'].includes(happening.type)) store.nudge();
  };
}
