import type { ContactsParts } from '../contacts/index.ts';
import type { Messages } from './messages.ts';

/** What writing to people takes. */
export interface MessagesParts extends ContactsParts {
  readonly messages: Messages;
}
