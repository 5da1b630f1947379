import type { SessionView } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { StoreAnswerError } from '../client/index.ts';

/** A session of the account; `current`: this client's own, known by its request key and not by the store's word. */
export interface AccountSession extends SessionView {
  readonly current: boolean;
}

/** Everybody who is signed in. Throws StoreAnswerError for two sessions of one id or one request key: neither could be told apart. */
export async function listSessions(client: StoreClient): Promise<AccountSession[]> {
  const { sessions } = await client.ask('sessions');
  for (const key of ['id', 'requestKey'] as const) {
    if (new Set(sessions.map((session) => session[key])).size !== sessions.length) {
      throw new StoreAnswerError('two sessions of one name');
    }
  }
  return sessions.map((session) => ({ ...session, current: session.requestKey === client.publicKey }));
}
