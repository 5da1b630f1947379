import type { Handlers } from '../../rpc/index.ts';
import type { StoreEntry } from './sign-in.ts';

type Question =
  | 'store.enter'
  | 'store.entry'
  | 'store.enter.password'
  | 'store.enter.second'
  | 'store.enter.secret'
  | 'store.enter.phrase'
  | 'store.enter.accept'
  | 'store.enter.cancel';

/** Answers the questions of signing in. The passkey's part of it comes by the passkey window. */
export function enteringHandlers(entry: StoreEntry): Handlers<Question> {
  return {
    'store.enter': async ({ address }) => {
      const { ticket, origin, purpose } = await entry.begin(address);
      return { ticket, origin, purpose };
    },
    'store.entry': ({ ticket }) => entry.state(ticket),
    'store.enter.password': ({ ticket, email, password }) => entry.password(ticket, email, password),
    'store.enter.second': ({ ticket, kind, code, password }) => entry.second(ticket, { kind, code }, password),
    'store.enter.secret': ({ ticket, password }) => entry.secret(ticket, password),
    'store.enter.phrase': ({ ticket, phrase }) => entry.phrase(ticket, phrase),
    'store.enter.accept': async ({ ticket, deviceName }) => {
      await entry.accept(ticket, deviceName);
      return {};
    },
    'store.enter.cancel': async ({ ticket }) => {
      await entry.cancel(ticket);
      return {};
    },
  };
}
