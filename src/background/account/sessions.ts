import type { Handlers, StoreSession } from '../../rpc/index.ts';
import { noteDeed } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { openLabel, sealLabel } from '../link/index.ts';
import type { AccountSession } from '../../sync/index.ts';
import { listSessions, RefusedError } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';

type Question = 'account.sessions' | 'account.sessions.rename' | 'account.sessions.end' | 'account.sessions.endOthers';

/** Answers the questions about the browsers that are signed in. */
export function sessionHandlers(parts: AccountParts): Handlers<Question> {
  const { store, session } = parts;
  return {
    'account.sessions': async () => {
      const [vault, client] = await Promise.all([session.vault(), store.client()]);
      return Promise.all((await listSessions(client)).map((one) => shown(vault, one)));
    },
    'account.sessions.rename': async ({ id, name }) => {
      const [vault, client] = await Promise.all([session.vault(), store.client()]);
      const renamed = (await listSessions(client)).find((one) => one.id === id);
      if (!renamed) throw new RefusedError({ code: 'not-found' });
      const label = await sealLabel(vault, { session: id, requestKey: renamed.requestKey }, name);
      await client.ask('sessionLabel', { session: id, label });
      return {};
    },
    'account.sessions.end': async ({ id }) => {
      await session.requireFresh();
      const [vault, client] = await Promise.all([session.vault(), store.client()]);
      const ended = (await listSessions(client)).find((one) => one.id === id);
      await client.ask('sessionRevoke', { session: id });
      const { name } = ended ? await shown(vault, ended) : {};
      await noteDeed(parts, { what: 'session-ended', ...(name === undefined ? {} : { about: name }) });
      return {};
    },
    'account.sessions.endOthers': async () => {
      await session.requireFresh();
      const { revoked } = await (await store.client()).ask('sessionRevoke', { others: true });
      await noteDeed(parts, { what: 'sessions-ended' });
      return { ended: revoked };
    },
  };
}

async function shown(vault: OpenVault, session: AccountSession): Promise<StoreSession> {
  const { id, requestKey, label, how, createdAt, signedInAt, lastSeenAt, current } = session;
  const known = await openLabel(vault, { session: id, requestKey }, label);
  return { id, how, createdAt, signedInAt, lastSeenAt, current, ...known };
}
