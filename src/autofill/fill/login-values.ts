import type { FieldType } from '../classify/index.ts';
import type { Spell } from './spelling.ts';
import { known } from './spelling.ts';

/** A login's user name is its address where a page asks for one, and there alone; what has no @ never goes beside it. */
const email: Spell = ({ values: { login, identity }, beside }) => {
  const isName = login !== undefined && !login.username.includes('@') && beside.has('username');
  return withAsciiHost(isName || !login?.username ? identity?.email : login.username);
};

/** Browsers turn the host of an address into this form by themselves, and only some of them take the other one. */
function withAsciiHost(address: string | undefined): readonly string[] {
  const [, name, host] = /^([^@]+)@([^@\s/:?#]+)$/.exec(address ?? '') ?? [];
  const isForeign = name !== undefined && host !== undefined && /[^\p{ASCII}]/u.test(host);
  const url = isForeign ? URL.parse(`https://${host}`) : null;
  return known(address, url ? `${name ?? ''}@${url.hostname}` : undefined);
}

export const loginSpells = {
  username: ({ values: { login, identity } }) => known(login?.username, identity?.username).slice(0, 1),
  email,
  'current-password': ({ values }) => known(values.login?.password),
  // What stands in the item is no new password: a form that asks for one gets one that was made for it.
  'new-password': ({ values }) => known(values.login?.newPassword),
  'one-time-code': ({ values }) => known(values.login?.code),
  'account-id': ({ values }) => known(values.login?.accountId),
} as const satisfies Partial<Record<FieldType, Spell>>;
