import type { Handlers, StoreSession } from '../../rpc/index.ts';
import type { AccountParts } from './parts.ts';
import { openLabel, sealLabel } from '../link/index.ts';

type Question = 'account.sessions' | 'account.sessions.rename' | 'account.sessions.end' | 'account.sessions.endOthers';

/** Answers the questions about the browsers that are signed in. */
export function sessionHandlers({ store, session }: AccountParts): Handlers<Question> {
  return {
    'account.sessions': async () => {
      const [vault, client] = await Promise.all([session.vault(), store.client()]);
      const { sessions } = await client.ask('sessions');
      return Promise.all(
        sessions.map(async ({ id, how, createdAt, signedInAt, lastSeenAt, current, label }): Promise<StoreSession> => {
          const name = await openLabel(vault, label);
          const known = name === undefined ? {} : { name };
          return { id, how, createdAt, signedInAt, lastSeenAt, current, ...known };
        }),
      );
    },
    'account.sessions.rename': async ({ id, name }) => {
      const label = await sealLabel(await session.vault(), name);
      await (await store.client()).ask('sessionLabel', { session: id, label });
      return {};
    },
    'account.sessions.end': async ({ id }) => {
      await session.requireFresh();
      const client = await store.client();
      await client.ask('sessionRevoke', { session: id });
      return {};
    },
    'account.sessions.endOthers': async () => {
      await session.requireFresh();
      const { revoked } = await (await store.client()).ask('sessionRevoke', { others: true });
      return { ended: revoked };
    },
  };
}
