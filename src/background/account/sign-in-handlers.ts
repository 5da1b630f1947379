import type { Handlers } from '../../rpc/index.ts';
import type { SignIn } from './sign-in.ts';

type Question =
  | 'signin.start'
  | 'signin.state'
  | 'signin.password'
  | 'signin.second'
  | 'signin.secret'
  | 'signin.phrase'
  | 'signin.accept'
  | 'signin.cancel';

/** Answers the questions of signing in. The passkey's part of it comes by the passkey window. */
export function signInHandlers(entry: SignIn): Handlers<Question> {
  return {
    'signin.start': async ({ address, ...wish }) => {
      const { ticket, origin, purpose } = await entry.begin(address, wish);
      return { ticket, origin, purpose };
    },
    'signin.state': ({ ticket }) => entry.state(ticket),
    'signin.password': ({ ticket, email, password }) => entry.password(ticket, email, password),
    'signin.second': ({ ticket, kind, code, password }) => entry.second(ticket, { kind, code }, password),
    'signin.secret': ({ ticket, password }) => entry.secret(ticket, password),
    'signin.phrase': ({ ticket, phrase }) => entry.phrase(ticket, phrase),
    'signin.accept': async ({ ticket, deviceName }) => {
      await entry.accept(ticket, deviceName);
      return {};
    },
    'signin.cancel': async ({ ticket }) => {
      await entry.cancel(ticket);
      return {};
    },
  };
}
